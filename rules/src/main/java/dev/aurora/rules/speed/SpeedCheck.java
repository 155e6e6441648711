package dev.aurora.rules.speed;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.speed.SpeedReport.GroupSpeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures a rule set for a given time: half of it warms up and times the rules one by one, the
 * other half times whole verdicts, one after the other in this thread. Changes nothing. One thread
 * uses one check.
 */
public final class SpeedCheck {

  /** Evaluations kept a group: 16 MB at most, and enough for p99.9. */
  private static final int SAMPLES_MAX = 2_000_000;

  /** Evaluations between two looks at the clock that ends a phase. */
  private static final int BATCH = 64;

  private final RuleSet ruleSet;
  private final PolicyEngine engine;
  private final LongSupplier nanoTime;

  /** Swallows results, so that no evaluation can be optimised away. */
  private long kept;

  /**
   * @param engine runs {@code ruleSet}
   * @param nanoTime nanoseconds from any origin
   */
  public SpeedCheck(RuleSet ruleSet, PolicyEngine engine, LongSupplier nanoTime) {
    this.ruleSet = ruleSet;
    this.engine = engine;
    this.nanoTime = nanoTime;
  }

  /**
   * Measures for about that time.
   *
   * @param groups at least one
   */
  public SpeedReport run(List<OrderGroup> groups, Duration time) {
    long part = time.toNanos() / (4L * groups.size());
    for (OrderGroup group : groups) {
      verdicts(group, part);
    }
    CalibrationLoop loop = new CalibrationLoop(nanoTime);
    double unit = loop.unitNanos();
    RuleTimes times = new RuleTimes(ruleSet, nanoTime);
    List<SpeedReport.RuleSpeed> slowest = times.slowestFirst(groups, time.dividedBy(4));
    List<GroupSpeed> measured = new ArrayList<>();
    for (OrderGroup group : groups) {
      long[] nanos = verdicts(group, 2 * part);
      unit = Math.min(unit, loop.unitNanos());
      measured.add(speed(group, nanos, unit));
    }
    return new SpeedReport(ruleSet.digest(), slowest.size(), unit, measured, slowest);
  }

  private long[] verdicts(OrderGroup group, long forNanos) {
    List<OrderFacts> orders = group.orders();
    long[] nanos = new long[SAMPLES_MAX];
    int count = 0;
    long end = nanoTime.getAsLong() + forNanos;
    do {
      for (int i = 0; i < BATCH; i++) {
        OrderFacts order = orders.get(count % orders.size());
        long begin = nanoTime.getAsLong();
        kept += engine.evaluate(order).breaches().size();
        nanos[count++] = nanoTime.getAsLong() - begin;
      }
    } while (count + BATCH <= SAMPLES_MAX && nanoTime.getAsLong() - end < 0);
    return Arrays.copyOf(nanos, count);
  }

  private GroupSpeed speed(OrderGroup group, long[] nanos, double unit) {
    double breaches =
        group.orders().stream()
            .mapToInt(order -> engine.evaluate(order).breaches().size())
            .average()
            .orElseThrow();
    Arrays.sort(nanos);
    return new GroupSpeed(
        group.name(),
        breaches,
        nanos.length,
        at(nanos, 0.5),
        at(nanos, 0.9),
        at(nanos, 0.99),
        at(nanos, 0.999),
        nanos[nanos.length - 1],
        at(nanos, 0.5) / unit);
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(share * sorted.length) - 1)];
  }

  /** How many breaches were seen while measuring; there so that the work has a use. */
  long kept() {
    return kept;
  }
}
