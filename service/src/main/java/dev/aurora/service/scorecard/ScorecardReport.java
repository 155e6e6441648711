package dev.aurora.service.scorecard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scorecard at a moment.
 *
 * @param done items that are done
 * @param of all items
 * @param reached the last phase whose threshold the count meets; {@code none} before the first
 * @param thresholds how many items each phase needs
 * @param at wall time
 */
public record ScorecardReport(
    int done,
    int of,
    String reached,
    Map<String, Integer> thresholds,
    Instant at,
    List<Item> items) {

  private static final String NONE = "none";

  public ScorecardReport {
    thresholds = new LinkedHashMap<>(thresholds);
    items = List.copyOf(items);
  }

  /** Why evidence does not count. */
  public enum Why {
    /** There is none. */
    MISSING,
    /** It shows that the thing does not hold. */
    RED,
    /** It is past its shelf life, or from the future. */
    OLD,
    /** What it was made of is no longer what stands here. */
    STALE,
    /** What it tells of took too long. */
    SLOW
  }

  /**
   * One item.
   *
   * @param evidence all that it needs
   * @param open what keeps it open; empty exactly when it is done
   */
  public record Item(
      int id,
      String area,
      String phase,
      String text,
      boolean done,
      List<String> evidence,
      List<Open> open) {

    public Item {
      evidence = List.copyOf(evidence);
      open = List.copyOf(open);
    }
  }

  /**
   * What keeps an item open.
   *
   * @param because for a person
   * @param close what would close it
   */
  public record Open(String evidence, Why why, String because, String close) {}

  static ScorecardReport of(List<Item> items, Map<String, Integer> thresholds, Instant at) {
    int done = (int) items.stream().filter(Item::done).count();
    String reached = NONE;
    for (Map.Entry<String, Integer> phase : thresholds.entrySet()) {
      if (done >= phase.getValue()) {
        reached = phase.getKey();
      }
    }
    return new ScorecardReport(done, items.size(), reached, thresholds, at, items);
  }
}
