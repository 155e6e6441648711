package dev.aurora.service.cli;

import dev.aurora.rules.cases.PolicyCase;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the case that a person means by {@code control/name}. */
final class CaseNamed {

  private static final int SHOWN_MAX = 8;

  private CaseNamed() {}

  /**
   * The case; the beginning of its name is enough where only one begins so.
   *
   * @throws UsageError when there is none, or more than one
   */
  static PolicyCase of(List<PolicyCase> cases, @Nullable String asked) {
    String name = asked == null ? "" : asked;
    List<PolicyCase> exact = cases.stream().filter(one -> full(one).equals(name)).toList();
    List<PolicyCase> found =
        exact.isEmpty() ? cases.stream().filter(one -> full(one).startsWith(name)).toList() : exact;
    if (found.size() == 1) {
      return found.getFirst();
    }
    String control = name.replaceFirst("/.*", "");
    List<PolicyCase> near =
        found.isEmpty()
            ? cases.stream().filter(one -> one.control().equals(control)).toList()
            : found;
    throw new UsageError(
        new Problem(
            "case-unknown",
            found.isEmpty() ? "There is no such case." : "Several cases begin so.",
            name,
            "control/name of a case, or the beginning of one name",
            near.isEmpty()
                ? "`aurora rules list` names the controls; their cases stand in"
                    + " <control>.cases.yaml."
                : "There are: "
                    + String.join(
                        "; ", near.stream().limit(SHOWN_MAX).map(CaseNamed::full).toList())
                    + "."));
  }

  /** Some ids stand for a check and for a breaker; the check comes first. */
  private static String full(PolicyCase one) {
    return one.control() + "/" + one.name();
  }
}
