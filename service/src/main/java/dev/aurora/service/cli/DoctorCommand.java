package dev.aurora.service.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aurora doctor}: looks at everything Aurora needs. Changes and fetches nothing. */
@Command(
    name = "doctor",
    description = {
      "Check everything that Aurora needs, and say what to do.",
      "Exits 0 when nothing fails (warnings alone are 0), 1 otherwise."
    },
    footer = {"", "Examples:", "  aurora doctor", "  aurora doctor --json"})
final class DoctorCommand implements Callable<Integer> {

  private final Invocation invocation;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    List<Check> checks = new ArrayList<>(new MachineChecks(invocation).all());
    checks.addAll(new ShippedChecks(invocation).all());
    boolean healthy = checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.FAIL);
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("healthy", healthy);
      answer.put("checks", checks);
      output.document(answer);
    } else {
      show(checks, healthy);
    }
    return healthy ? ExitCode.DONE : ExitCode.NO;
  }

  private void show(List<Check> checks, boolean healthy) {
    List<List<String>> rows = new ArrayList<>();
    for (Check check : checks) {
      rows.add(
          List.of(check.verdict().name().toLowerCase(Locale.ROOT), check.name(), check.found()));
    }
    invocation.output().table(rows);
    invocation.output().line("");
    for (Check check : checks) {
      if (check.remedy() != null) {
        invocation.output().line(check.name() + ": " + check.remedy());
      }
    }
    invocation
        .output()
        .line(healthy ? "Nothing stands in the way. Next: aurora up." : "Put right what fails.");
  }
}
