package dev.aurora.service.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what one gate finds: reasons against, and evidence. Of many equal offences the first few
 * are told and the rest counted. Used by one thread.
 */
final class Finding {

  private static final int TOLD = 5;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();
  private final Map<String, Object> evidence = new LinkedHashMap<>();

  /** A reason against. */
  void against(String reason) {
    reasons.add(reason);
  }

  /**
   * One of possibly many offences of a kind.
   *
   * @param kind groups them, such as a file with a rule
   */
  void offence(String kind, String reason) {
    if (counts.merge(kind, 1, Integer::sum) <= TOLD) {
      reasons.add(reason);
    }
  }

  /** Something worth recording: a text, number, boolean, list or map thereof. */
  void evidence(String key, Object value) {
    evidence.put(key, value);
  }

  List<String> reasons() {
    List<String> all = new ArrayList<>(reasons);
    counts.forEach(
        (kind, count) -> {
          if (count > TOLD) {
            all.add(kind + ": " + (count - TOLD) + " more");
          }
        });
    return all;
  }

  Map<String, Object> evidence() {
    return evidence;
  }
}
