package dev.aurora.service.cli;

import dev.aurora.rules.cases.PolicyMutation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aurora rules mutate}. Pure: no server, no database, no clock. */
@Command(
    name = "mutate",
    description = {
      "Try every small change of rules and limits, and see whether a case notices each.",
      "Exits 1 when one goes unnoticed."
    })
final class RulesMutateCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  RulesMutateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    PolicyMutation.Report report = PolicyMutation.run(new PolicyFolder(invocation).of(folder));
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
}
