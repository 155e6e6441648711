package dev.aurora.service.gate;

import dev.aurora.service.e2d.artifact.Digests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what one gate finds: reasons against, and evidence. Of many equal offences the first few
 * are told and the rest counted. Used by one thread.
 */
public final class Finding {

  private static final int TOLD = 5;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final List<String> reasons = new ArrayList<>();
  private final Map<String, Object> evidence = new LinkedHashMap<>();
  private final Map<String, String> judged = new LinkedHashMap<>();

  Finding() {}

  /** A reason against. */
  public void against(String reason) {
    reasons.add(reason);
  }

  /**
   * One of possibly many offences of a kind.
   *
   * @param kind groups them, such as a file with a rule
   */
  public void offence(String kind, String reason) {
    if (counts.merge(kind, 1, Integer::sum) <= TOLD) {
      reasons.add(reason);
    }
  }

  /** Something worth recording: a text, number, boolean, list or map thereof. */
  public void evidence(String key, Object value) {
    evidence.put(key, value);
  }

  /**
   * Something that was judged.
   *
   * @param name of a file, a folder or a thing, such as a rule set
   * @param digest of its content
   */
  public void judged(String name, String digest) {
    judged.put(name, digest);
  }

  /** Digest of all that was judged: of one thing its own; empty when it is not known. */
  String inputDigest() {
    if (judged.size() == 1) {
      return judged.values().iterator().next();
    }
    if (judged.isEmpty()) {
      return "";
    }
    Digests all = new Digests();
    judged.forEach((name, digest) -> all.add(name).add(digest));
    return all.finish();
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
