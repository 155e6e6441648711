package dev.aurora.service.cli;

import dev.aurora.rules.cases.CaseExport;
import dev.aurora.rules.cases.CaseReport;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code aurora rules test}: runs the cases beside the rules, and hands them to other engines. */
final class RulesTestRun {

  private static final String STANDARD_OUTPUT = "-";

  private final Invocation invocation;
  private final Output output;

  RulesTestRun(Invocation invocation) {
    this.invocation = invocation;
    this.output = invocation.output();
  }

  /**
   * Runs the cases, exports them when asked to, and reports.
   *
   * @param export file for the cases as JSON lines, or - for standard output, where the report then
   *     goes to standard error; null = none
   * @return the exit code, which tells of the cases
   * @throws UsageError when the export can't be written
   */
  int run(Path policy, @Nullable String export) {
    PolicyTests.Report report = PolicyTests.run(policy);
    if (export != null) {
      export(CaseExport.lines(policy), export);
    }
    if (STANDARD_OUTPUT.equals(export)) {
      output.message(report.text().stripTrailing());
    } else if (output.json()) {
      output.document(document(report));
    } else {
      output.line(report.text().stripTrailing());
    }
    return report.passed() ? ExitCode.DONE : ExitCode.NO;
  }

  /** No cases overwrite none: what was exported before a mistake in the policy stays. */
  private void export(List<String> lines, String to) {
    if (lines.isEmpty()) {
      output.message("Nothing is exported: the policy has no cases, or has problems.");
    } else if (to.equals(STANDARD_OUTPUT)) {
      PrintStream out = output.results();
      lines.forEach(line -> out.print(line + "\n"));
      out.flush();
    } else {
      write(lines, invocation.resolve(Path.of(to)));
      output.message("%d cases are exported to %s.".formatted(lines.size(), to));
    }
  }

  private static void write(List<String> lines, Path file) {
    try {
      Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageError(
          new Problem(
              "export-unwritable",
              "The cases can't be written: " + reason(file, e) + ".",
              file.toString(),
              "a file that can be written, in a folder that is there, or -",
              "Correct --export."),
          e);
    }
  }

  private static String reason(Path file, IOException failure) {
    if (Files.isDirectory(file)) {
      return "this is a folder";
    }
    Path parent = file.getParent();
    return parent != null && !Files.isDirectory(parent)
        ? "its folder is not there"
        : "the system refuses it (" + failure.getMessage() + ")";
  }

  private static Map<String, Object> document(PolicyTests.Report report) {
    long failed = report.cases().stream().filter(one -> !one.passed()).count();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("cases", report.cases().size());
    answer.put("failed", failed);
    answer.put("gaps", report.gaps());
    answer.put("problems", report.problems().stream().map(RulesCheckCommand::row).toList());
    answer.put(
        "failures",
        report.cases().stream().filter(one -> !one.passed()).map(CaseReport::text).toList());
    return answer;
  }
}
