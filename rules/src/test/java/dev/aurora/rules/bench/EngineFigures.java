package dev.aurora.rules.bench;

import dev.aurora.rules.bench.PolicyEngineBench.Engine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link PolicyEngineBench} and reads its figures. */
final class EngineFigures {

  /**
   * One line of the run.
   *
   * @param nanos processor time an order, of the iteration that other load disturbed least
   * @param bytes allocated an order
   */
  record Figure(
      String policy, BenchOrders orders, Engine engine, int threads, double nanos, double bytes) {}

  private final List<Figure> figures = new ArrayList<>();

  /** Where the time goes: how long to warm up and how often to measure. */
  record Effort(int forks, int warmUps, int iterations, TimeValue each) {}

  /** Runs the given policies on all engines and both kinds of orders. */
  void run(Effort effort, int threads, String... policies) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(PolicyEngineBench.class.getSimpleName())
            .param("policy", policies)
            .threads(threads)
            .forks(effort.forks())
            .warmupIterations(effort.warmUps())
            .warmupTime(effort.each())
            .measurementIterations(effort.iterations())
            .measurementTime(effort.each())
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    Collection<RunResult> results = new Runner(options.build()).run();
    results.forEach(result -> figures.add(figure(result)));
  }

  /** Everything that was run. */
  List<Figure> all() {
    return List.copyOf(figures);
  }

  Figure of(String policy, BenchOrders orders, Engine engine, int threads) {
    return figures.stream()
        .filter(f -> f.policy().equals(policy) && f.orders() == orders)
        .filter(f -> f.engine() == engine && f.threads() == threads)
        .findFirst()
        .orElseThrow();
  }

  /** Nanoseconds of the engine over those of plain Java, in the same run. */
  double ratio(String policy, BenchOrders orders, Engine engine) {
    return of(policy, orders, engine, 1).nanos() / of(policy, orders, Engine.PLAIN_JAVA, 1).nanos();
  }

  private static Figure figure(RunResult result) {
    BenchmarkParams params = result.getParams();
    double best = Double.MAX_VALUE;
    for (var fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        Map<String, Result> counted = iteration.getSecondaryResults();
        best =
            Math.min(
                best, counted.get("cpuNanos").getScore() / counted.get("operations").getScore());
      }
    }
    return new Figure(
        params.getParam("policy"),
        BenchOrders.valueOf(params.getParam("orders")),
        Engine.valueOf(params.getParam("engine")),
        params.getThreads(),
        best,
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }
}
