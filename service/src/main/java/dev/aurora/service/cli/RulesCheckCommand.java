package dev.aurora.service.cli;

import dev.aurora.rules.engine.PolicyCheck;
import dev.aurora.rules.language.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora rules check}. Pure: no server, no database, no clock. */
@Command(
    name = "check",
    description = {
      "Read every rule and limit, and say all mistakes at once.",
      "Exits 0 when there are none (warnings alone are 0), 2 otherwise."
    })
final class RulesCheckCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  @Option(names = "--build", description = "Let the rule engine compile a clean policy as well.")
  private boolean build;

  RulesCheckCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path policy = new PolicyFolder(invocation).of(folder);
    PolicyCheck.Report report = build ? PolicyCheck.runWithBuild(policy) : PolicyCheck.run(policy);
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("problems", report.problems().stream().map(RulesCheckCommand::row).toList());
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

  /** A problem as JSON has it, wherever problems of a policy are told. */
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
