package dev.aurora.rules.bench;

import dev.aurora.rules.engine.ActivePolicyEngine;
import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.OrderFacts;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import org.HdrHistogram.Histogram;

/** One rule set after another made active in a process that goes on checking. */
final class Reloads {

  private static final long NANOS_MAX = 60_000_000_000L;

  /**
   * What was seen.
   *
   * @param coldNanos loading and compiling the first set, to the end of its first verdict
   * @param reloads nanoseconds from the policy's folder to a set that is active, wall clock
   * @param reloadsComputed the same, processor time of the thread that reloads
   * @param firstOrders nanoseconds of the first order on each new set
   * @param metaspaceBytes growth over the last so many reloads, after a collection
   */
  record Seen(
      long coldNanos,
      Histogram reloads,
      Histogram reloadsComputed,
      Histogram firstOrders,
      long metaspaceBytes) {}

  private final String policy;
  private final OrderFacts order = BenchOrders.CLEAN.all()[0];

  Reloads(String policy) {
    this.policy = policy;
  }

  /** The first set, some reloads that don't count, then the measured ones. */
  Seen run(int unmeasured, int measured) {
    long cold = System.nanoTime();
    try (ActivePolicyEngine active = new ActivePolicyEngine()) {
      active.activate(compile()).close();
      active.evaluate(order);
      cold = System.nanoTime() - cold;
      for (int i = 0; i < unmeasured; i++) {
        active.activate(compile()).close();
      }
      Histogram reloads = new Histogram(NANOS_MAX, 3);
      Histogram computed = new Histogram(NANOS_MAX, 3);
      Histogram firstOrders = new Histogram(NANOS_MAX, 3);
      long before = metaspace();
      for (int i = 0; i < measured; i++) {
        long cpu = cpu();
        long begin = System.nanoTime();
        active.activate(compile()).close();
        long swapped = System.nanoTime();
        active.evaluate(order);
        firstOrders.recordValue(System.nanoTime() - swapped);
        computed.recordValue(cpu() - cpu);
        reloads.recordValue(swapped - begin);
      }
      return new Seen(cold, reloads, computed, firstOrders, metaspace() - before);
    }
  }

  private DroolsPolicyEngine compile() {
    RuleSet ruleSet = BenchPolicies.ruleSet(policy);
    return DroolsPolicyEngine.compile(ruleSet, EngineSettings.untimed());
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long metaspace() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
