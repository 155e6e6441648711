package dev.aurora.rules.cases;

import dev.aurora.rules.verdict.Answer;
import java.util.List;

/**
 * How one case went.
 *
 * @param answer what the engine answered
 * @param differences from what was expected, in words; empty when it passed
 * @param table every rule's comparisons with value and limit; empty when it passed
 */
public record CaseReport(
    PolicyCase policyCase, Answer answer, List<String> differences, String table) {

  public CaseReport {
    differences = List.copyOf(differences);
  }

  public boolean passed() {
    return differences.isEmpty();
  }

  /** The failure for a person; one line when the case passed. */
  public String text() {
    String head = policyCase.file() + ": " + policyCase.name();
    return passed()
        ? "passed  " + head
        : "FAILED  " + head + "\n    " + String.join("\n    ", differences) + "\n" + table;
  }
}
