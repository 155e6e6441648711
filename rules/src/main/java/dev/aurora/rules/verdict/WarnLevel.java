package dev.aurora.rules.verdict;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitName;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How near a limit is to being used up: told before it binds. From the limits {@code
 * warn-level-bps} and {@code alert-level-bps} on, inclusive. Pure.
 */
public enum WarnLevel {
  /** Below both levels. */
  NONE,
  /** At the warn level or above. */
  WARN,
  /** At the alert level or above; also while the limit is exceeded. */
  ALERT;

  /**
   * The level of one use.
   *
   * @param share observed / limit
   * @param limits hold both levels, in bps of a limit; an alert level below the warn level holds
   */
  public static WarnLevel of(BigDecimal share, BoundLimits limits) {
    BigDecimal bps = share.scaleByPowerOfTen(4);
    if (bps.compareTo(limits.getAlertLevelBps()) >= 0) {
      return ALERT;
    }
    return bps.compareTo(limits.getWarnLevelBps()) >= 0 ? WARN : NONE;
  }

  /**
   * The limits of an answer that stand at a level above {@link #NONE}, in the order of the
   * catalogue. Minima, locks, cool-downs and buffers are left out: of them much is no danger.
   *
   * @param limits those that bound the order or event
   */
  public static SortedMap<String, WarnLevel> of(Answer answer, BoundLimits limits) {
    SortedMap<String, WarnLevel> levels = new TreeMap<>(LimitName.byCatalogue());
    for (Map.Entry<String, BigDecimal> used : answer.utilisation().entrySet()) {
      WarnLevel level = of(used.getValue(), limits);
      if (level != NONE && isMaximum(used.getKey())) {
        levels.put(used.getKey(), level);
      }
    }
    return Collections.unmodifiableSortedMap(levels);
  }

  private static boolean isMaximum(String limit) {
    return LimitName.ofWord(limit)
        .map(name -> name.combine() == LimitName.Combine.SMALLEST)
        .orElse(true);
  }
}
