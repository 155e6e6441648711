package dev.aurora.rules.bench;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Orders that arrive by the clock, not when the one before is done: the latency of each counts from
 * the moment at which it was due, so that an order that had to wait shows it.
 */
final class OpenLoop {

  private static final long NANOS_MAX = 10_000_000_000L;

  private final OrderFacts[] orders;
  private final long intervalNanos;

  OpenLoop(BenchOrders orders, int perSecond) {
    this.orders = orders.all();
    this.intervalNanos = 1_000_000_000L / perSecond;
  }

  /** Latencies in nanoseconds of orders that arrived for so long. */
  Histogram run(Function<OrderFacts, Verdict> engine, int seconds) {
    Histogram latencies = new Histogram(NANOS_MAX, 3);
    long count = seconds * 1_000_000_000L / intervalNanos;
    long begin = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = begin + i * intervalNanos;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      Verdict verdict = engine.apply(orders[(int) (i % orders.length)]);
      long latency = System.nanoTime() - due;
      if (verdict.ruleSet().isEmpty()) {
        throw new IllegalStateException("a verdict without rule set");
      }
      latencies.recordValue(Math.min(latency, NANOS_MAX));
    }
    return latencies;
  }
}
