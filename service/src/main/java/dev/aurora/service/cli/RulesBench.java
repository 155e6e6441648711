package dev.aurora.service.cli;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.rules.speed.OrderGroup;
import dev.aurora.rules.speed.SpeedCheck;
import dev.aurora.rules.speed.SpeedReport;
import dev.aurora.rules.speed.SpeedReport.GroupSpeed;
import dev.aurora.rules.speed.SpeedReport.RuleSpeed;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code aurora rules bench}: measures a policy and says what it found. */
final class RulesBench {

  private static final int SLOWEST_SHOWN = 10;

  private final Output output;

  RulesBench(Output output) {
    this.output = output;
  }

  /**
   * Measures and reports.
   *
   * @param facts JSON lines of recorded orders; null = invented ones
   * @return the exit code
   */
  int run(Path policy, @Nullable InputStream facts, int seconds) throws IOException {
    LoadResult result = RuleSetLoader.shipped().load(policy);
    return switch (result) {
      case LoadResult.Refused refused -> {
        String problems = new ProblemPrinter(refused.files()).print(refused.problems());
        output.message(problems.stripTrailing());
        yield ExitCode.USAGE;
      }
      case LoadResult.Loaded loaded -> {
        report(measure(loaded.ruleSet(), facts, seconds));
        yield ExitCode.DONE;
      }
    };
  }

  private SpeedReport measure(RuleSet ruleSet, @Nullable InputStream facts, int seconds)
      throws IOException {
    List<OrderFacts> recorded = facts == null ? List.of() : recorded(facts);
    output.progress("measuring for " + seconds + " s ...");
    try (PolicyEngine engine = DroolsPolicyEngine.compile(ruleSet, EngineSettings.untimed())) {
      List<OrderGroup> groups =
          facts == null ? OrderGroup.generated() : OrderGroup.recorded(recorded, engine);
      return new SpeedCheck(ruleSet, engine, System::nanoTime)
          .run(groups, Duration.ofSeconds(seconds));
    }
  }

  private static List<OrderFacts> recorded(InputStream facts) throws IOException {
    FactsReader reader = new FactsReader();
    List<OrderFacts> orders = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(facts, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        orders.add(order(reader.read(line), number));
      }
    }
    if (orders.isEmpty()) {
      throw unusable("all of it", "There is no line of facts.", "at least one line of facts");
    }
    return orders;
  }

  private static OrderFacts order(FactsLine line, int number) {
    if (line instanceof FactsLine.OrderLine order) {
      return order.facts();
    }
    String what =
        line instanceof FactsLine.Unreadable bad ? bad.message() : "The line is no order.";
    throw unusable("line " + number, what, "one JSON object of an order's facts a line");
  }

  private static UsageError unusable(String where, String what, String expected) {
    return new UsageError(
        new Problem("facts-unreadable", what, where, expected, "Correct --facts."));
  }

  private void report(SpeedReport report) {
    if (output.json()) {
      output.document(document(report));
      return;
    }
    output.line("%d rules, %s".formatted(report.rules(), report.ruleSet()));
    output.line("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ns an order", "p50", "p90", "p99", "p99.9", "max", "breaches", "x plain"));
    report.groups().forEach(group -> rows.add(row(group)));
    output.table(rows);
    output.line("");
    List<List<String>> slowest = new ArrayList<>();
    slowest.add(List.of("ns", "the dearest rules, their conditions alone"));
    report.slowestRules().stream()
        .limit(SLOWEST_SHOWN)
        .forEach(rule -> slowest.add(List.of(decimal(rule.nanos()), rule.rule())));
    output.table(slowest);
    output.line("");
    output.line(
        ("x plain: p50 in units of a fixed loop of plain Java, here %s ns; that number alone"
                + " compares between machines.")
            .formatted(decimal(report.unitNanos())));
  }

  private static List<String> row(GroupSpeed group) {
    return List.of(
        group.group(),
        Long.toString(group.p50()),
        Long.toString(group.p90()),
        Long.toString(group.p99()),
        Long.toString(group.p999()),
        Long.toString(group.max()),
        decimal(group.breaches()),
        decimal(group.ratio()));
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static Map<String, Object> document(SpeedReport report) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ruleSet", report.ruleSet());
    answer.put("rules", report.rules());
    answer.put("unitNanos", report.unitNanos());
    answer.put("orders", report.groups().stream().map(RulesBench::document).toList());
    answer.put("slowestRules", report.slowestRules().stream().map(RulesBench::document).toList());
    return answer;
  }

  private static Map<String, Object> document(GroupSpeed group) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("group", group.group());
    row.put("breaches", group.breaches());
    row.put("measured", group.measured());
    row.put("p50Nanos", group.p50());
    row.put("p90Nanos", group.p90());
    row.put("p99Nanos", group.p99());
    row.put("p999Nanos", group.p999());
    row.put("maxNanos", group.max());
    row.put("ratio", group.ratio());
    return row;
  }

  private static Map<String, Object> document(RuleSpeed rule) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("rule", rule.rule());
    row.put("control", rule.control());
    row.put("nanos", rule.nanos());
    return row;
  }
}
