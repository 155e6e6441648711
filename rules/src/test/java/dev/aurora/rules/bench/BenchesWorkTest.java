package dev.aurora.rules.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.bench.EngineFigures.Effort;
import dev.aurora.rules.bench.PolicyEngineBench.Engine;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A short slice of every bench: they run, and nothing is slower by a whole order of size than it
 * should be. The figures themselves are made by {@link PerformanceReport}.
 */
class BenchesWorkTest {

  @BeforeAll
  static void doNotWaitForOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void answersAnOrderInTheTimeOfPlainJavaTimesTenAtMost() throws RunnerException {
    EngineFigures figures = new EngineFigures();
    figures.run(new Effort(0, 2, 2, TimeValue.milliseconds(400)), 1, "shipped");

    assertThat(figures.all()).hasSize(6).allMatch(f -> f.nanos() > 0 && f.bytes() > 0);
    assertThat(figures.ratio("shipped", BenchOrders.CLEAN, Engine.DROOLS)).isLessThan(10);
    // Bytes don't depend on what else the machine does.
    assertThat(figures.of("shipped", BenchOrders.CLEAN, Engine.DROOLS, 1).bytes())
        .isLessThan(2_500);
  }

  @Test
  void countsTheWaitOfOrdersThatArriveByTheClock() {
    OpenLoop loop = new OpenLoop(BenchOrders.CLEAN, 1_000);
    ReferenceEngine engine = new ReferenceEngine();
    int[] answered = {0};

    Histogram latencies =
        loop.run(
            facts -> {
              if (++answered[0] == 500) {
                pause(50);
              }
              return engine.evaluate(facts);
            },
            1);

    assertThat(latencies.getTotalCount()).isEqualTo(1_000);
    // One pause of 50 ms: the fifty orders that were due in it waited, on average half of it.
    assertThat(latencies.getCountBetweenValues(10_000_000, latencies.getMaxValue()))
        .isGreaterThanOrEqualTo(40);
  }

  /** Tries again while the compiler is still behind, as it is for long on a busy machine. */
  @Test
  void readsAndWritesLinesInTheTimeOfJacksonAloneTimesSixAtMost() {
    EvalCost cost = new EvalCost(BenchOrders.CLEAN, 1_000);
    double ratio = cost.measure(4).ratio();
    for (int more = 0; more < 10 && ratio > 6; more++) {
      ratio = cost.measure(4).ratio();
    }
    assertThat(ratio).isBetween(0.3, 6.0);
  }

  @Test
  void swapsRuleSetsAndAnswersAtOnce() {
    Reloads.Seen seen = new Reloads("24").run(1, 3);

    assertThat(seen.reloads().getTotalCount()).isEqualTo(3);
    assertThat(seen.firstOrders().getMaxValue()).isLessThan(seen.reloads().getMinValue());
  }

  private static void pause(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
