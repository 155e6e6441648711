package dev.aurora.service.cli;

import dev.aurora.rules.cases.PolicyMutation;
import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.EvalLines;
import dev.aurora.rules.engine.PolicyCheck;
import dev.aurora.rules.language.Problem;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora rules}: what a risk officer needs. Pure: no server, no database, no clock. */
@Command(
    name = "rules",
    description = "Check and test the policy, or evaluate orders against it.",
    footer = {
      "",
      "Examples:",
      "  aurora rules check",
      "  aurora rules test rules/policy --json",
      "  aurora rules test --export cases.jsonl",
      "  aurora rules bench --seconds 5",
      "  aurora rules eval --rules rules/policy --facts orders.jsonl"
    })
final class RulesCommand implements Runnable {

  private static final int BENCH_SECONDS_MAX = 600;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  RulesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: check, test, mutate, bench or eval.");
  }

  @Command(
      name = "check",
      description = {
        "Read every rule and limit, and say all mistakes at once.",
        "Exits 0 when there are none (warnings alone are 0), 2 otherwise."
      })
  int check(
      @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
          @Nullable Path folder,
      @Option(
              names = "--build",
              description = "Let the rule engine compile a clean policy as well.")
          boolean build) {
    Path policy = policy(folder);
    PolicyCheck.Report report = build ? PolicyCheck.runWithBuild(policy) : PolicyCheck.run(policy);
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("problems", report.problems().stream().map(RulesCommand::row).toList());
      answer.put("rules", report.rules());
      output.document(answer);
    } else {
      if (!report.text().isEmpty()) {
        output.line(report.text().stripTrailing());
      }
      output.line(
          "%d rules and limit scopes, %s"
              .formatted(
                  report.rules(),
                  report.problems().isEmpty()
                      ? "no problems"
                      : report.problems().size() + " problem(s)"));
    }
    return report.clean() ? ExitCode.DONE : ExitCode.USAGE;
  }

  @Command(
      name = "test",
      description = {
        "Run the cases beside the rules. Exits 1 when one fails, or when there are none.",
        "With --export also write them as JSON lines that any engine can be held against."
      })
  int test(
      @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
          @Nullable Path folder,
      @Option(
              names = "--export",
              paramLabel = "FILE",
              description =
                  "Write the cases there, one a line; - for standard output, and the report then"
                      + " goes to standard error.")
          @Nullable String export) {
    return new RulesTestRun(invocation).run(policy(folder), export);
  }

  @Command(
      name = "mutate",
      description = {
        "Try every small change of rules and limits, and see whether a case notices each.",
        "Exits 1 when one goes unnoticed."
      })
  int mutate(
      @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
          @Nullable Path folder) {
    PolicyMutation.Report report = PolicyMutation.run(policy(folder));
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("mutants", report.mutants());
      answer.put("noticed", report.noticed());
      answer.put("survivors", report.survivors());
      output.document(answer);
    } else {
      output.line(report.text().stripTrailing());
    }
    return report.passed() ? ExitCode.DONE : ExitCode.NO;
  }

  @Command(
      name = "bench",
      description = {
        "Measure how long the policy takes for an order, by percentile, and its dearest rules.",
        "Measures invented orders, or recorded ones; changes nothing."
      })
  int bench(
      @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
          @Nullable Path folder,
      @Option(
              names = "--facts",
              paramLabel = "FILE",
              description = "Recorded orders as JSON lines; - for standard input.")
          @Nullable String facts,
      @Option(
              names = "--seconds",
              defaultValue = "10",
              paramLabel = "N",
              description = "How long to measure, from 1 to 600 (default: ${DEFAULT-VALUE}).")
          int seconds)
      throws IOException {
    if (seconds < 1 || seconds > BENCH_SECONDS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "--seconds is a whole number from 1 to " + BENCH_SECONDS_MAX + ", not " + seconds + ".");
    }
    RulesBench bench = new RulesBench(invocation.output());
    if (facts == null) {
      return bench.run(policy(folder), null, seconds);
    }
    try (InputStream in = open(facts)) {
      return bench.run(policy(folder), in, seconds);
    }
  }

  @Command(
      name = "eval",
      description = {
        "JSON lines of facts in, one verdict a line out, in the same order.",
        "Exits 0 whatever the verdicts; 2 when a line can't be read (its error stands in its"
            + " place)."
      })
  int eval(
      @Option(names = "--rules", paramLabel = "DIR", description = "The policy's folder.")
          @Nullable Path folder,
      @Option(
              names = "--facts",
              required = true,
              paramLabel = "FILE",
              description = "JSON lines; - for standard input.")
          String facts,
      @Option(
              names = "--engine",
              defaultValue = "DROOLS",
              description = "${COMPLETION-CANDIDATES}: as production does, or quicker to start.")
          EngineKind engine)
      throws IOException {
    StringBuilder messages = new StringBuilder();
    try (InputStream in = open(facts)) {
      int exit = EvalLines.run(policy(folder), engine, in, invocation.output().results(), messages);
      if (!messages.isEmpty()) {
        invocation.output().message(messages.toString().stripTrailing());
      }
      return exit;
    }
  }

  private InputStream open(String facts) {
    if (facts.equals("-")) {
      return invocation.input();
    }
    Path file = invocation.resolve(Path.of(facts));
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UsageError(
          new dev.aurora.service.problem.Problem(
              "facts-unreadable",
              e instanceof NoSuchFileException
                  ? "There is no such file of facts."
                  : "The facts can't be read: " + e.getMessage(),
              file.toString(),
              "a file of JSON lines, or - for standard input",
              "Correct --facts."),
          e);
    }
  }

  private Path policy(@Nullable Path folder) {
    Path chosen =
        folder == null
            ? new ServiceLaunch(invocation.root(), invocation.environment()).rules()
            : folder;
    Path policy = invocation.resolve(chosen);
    if (!Files.isDirectory(policy)) {
      throw new UsageError(
          new dev.aurora.service.problem.Problem(
              "policy-missing",
              "There is no such folder.",
              policy.toString(),
              "a folder with limits.drl and pretrade/<control>/<control>.drl",
              "Name the policy's folder, or set AURORA_RULES."));
    }
    if (!Files.isReadable(policy)) {
      throw new DependencyError(
          dev.aurora.service.problem.Problem.of(
                  "policy-unreadable",
                  "The policy's folder can't be read.",
                  "Make it readable for the user who runs this command.")
              .at(policy));
    }
    return policy;
  }

  static Map<String, Object> row(Problem problem) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("code", problem.code().id());
    row.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    row.put("file", problem.file());
    row.put("line", problem.line());
    row.put("column", problem.column());
    row.put("endColumn", problem.endColumn());
    row.put("message", problem.message());
    row.put("suggestion", problem.suggestion());
    row.put("page", problem.page());
    return row;
  }
}
