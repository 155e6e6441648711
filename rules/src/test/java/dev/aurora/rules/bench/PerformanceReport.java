package dev.aurora.rules.bench;

import dev.aurora.rules.bench.EngineFigures.Effort;
import dev.aurora.rules.bench.PolicyEngineBench.Engine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Makes every figure of {@code docs/performance.md} that is about the engine, as Markdown on
 * standard output: {@code mvn -P bench -pl rules test}. Runs on the service's JVM settings. With
 * the argument {@code short} it takes a minute and shows that the benches work, no more.
 */
public final class PerformanceReport {

  private static final int PER_SECOND = 20_000;
  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

  private final PrintStream out;
  private final boolean shortened;

  PerformanceReport(PrintStream out, boolean shortened) {
    this.out = out;
    this.shortened = shortened;
  }

  public static void main(String[] arguments) throws RunnerException {
    boolean shortened = arguments.length > 0 && arguments[0].equals("short");
    String part = arguments.length > 1 ? arguments[1] : "";
    new PerformanceReport(new PrintStream(System.out, true, StandardCharsets.UTF_8), shortened)
        .run(part);
  }

  /** Reloads come first of what runs in this process: they begin with the cold start. */
  private void run(String part) throws RunnerException {
    line("%d processors, JDK %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    if (part.isEmpty() || part.equals("engine")) {
      engine();
    }
    if (part.isEmpty() || part.equals("reloads")) {
      reloads();
    }
    if (part.isEmpty() || part.equals("open-loop")) {
      openLoop();
    }
    if (part.isEmpty() || part.equals("eval")) {
      eval();
    }
  }

  private void engine() throws RunnerException {
    Effort effort =
        shortened
            ? new Effort(1, 1, 1, TimeValue.milliseconds(300))
            : new Effort(1, 10, 12, TimeValue.milliseconds(500));
    EngineFigures figures = new EngineFigures();
    figures.run(effort, 1, "shipped", "24", "100", "400");
    figures.run(effort, 2, "shipped");
    line("| policy | orders | threads | engine | ns an order | x plain Java | B an order |");
    line("|---|---|---|---|---|---|---|");
    for (EngineFigures.Figure figure : figures.all()) {
      double plain =
          figures.of(figure.policy(), figure.orders(), Engine.PLAIN_JAVA, figure.threads()).nanos();
      line(
          "| %s | %s | %d | %s | %.0f | %.2f | %.0f |",
          figure.policy(),
          figure.orders(),
          figure.threads(),
          figure.engine(),
          figure.nanos(),
          figure.nanos() / plain,
          figure.bytes());
    }
    line("");
  }

  private void openLoop() {
    OpenLoop loop = new OpenLoop(BenchOrders.CLEAN, PER_SECOND);
    line("| %d orders/s, microseconds | p50 | p99 | p99.9 | p99.99 | max |", PER_SECOND);
    line("|---|---|---|---|---|---|");
    for (Engine engine : new Engine[] {Engine.PLAIN_JAVA, Engine.DROOLS}) {
      Function<OrderFacts, Verdict> answering = engine.of(BenchPolicies.SHIPPED);
      loop.run(answering, shortened ? 1 : 10);
      Histogram latencies = loop.run(answering, shortened ? 1 : 20);
      StringBuilder row = new StringBuilder("| " + engine);
      for (double percentile : PERCENTILES) {
        row.append(number(" | %.1f", latencies.getValueAtPercentile(percentile) / 1e3));
      }
      line("%s%s |", row, number(" | %.1f", latencies.getMaxValue() / 1e3));
    }
    line("");
  }

  private void reloads() {
    Reloads.Seen seen =
        new Reloads(BenchPolicies.SHIPPED).run(shortened ? 2 : 30, shortened ? 3 : 200);
    line("| from cold, reload, first order after it | |");
    line("|---|---|");
    line("| first rule set to first verdict, this process | %.0f ms |", seen.coldNanos() / 1e6);
    line("| reload p50 | %.0f ms |", seen.reloads().getValueAtPercentile(50) / 1e6);
    line("| reload p99 | %.0f ms |", seen.reloads().getValueAtPercentile(99) / 1e6);
    line(
        "| reload, processor time p50 | %.0f ms |",
        seen.reloadsComputed().getValueAtPercentile(50) / 1e6);
    line("| first order p50 | %.3f ms |", seen.firstOrders().getValueAtPercentile(50) / 1e6);
    line("| first order p99 | %.3f ms |", seen.firstOrders().getValueAtPercentile(99) / 1e6);
    line(
        "| metaspace after %d reloads | %.1f MB more |%n",
        seen.reloads().getTotalCount(), seen.metaspaceBytes() / 1e6);
  }

  private void eval() {
    line("| `rules eval`, a line | eval | Jackson alone | x |");
    line("|---|---|---|---|");
    for (BenchOrders orders : BenchOrders.values()) {
      EvalCost.Cost cost =
          new EvalCost(orders, shortened ? 1_000 : 10_000).measure(shortened ? 2 : 8);
      line(
          "| %s | %.1f us | %.1f us | %.2f |",
          orders, cost.evalNanos() / 1e3, cost.jacksonNanos() / 1e3, cost.ratio());
    }
  }

  private void line(String format, Object... values) {
    out.println(number(format, values));
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
