package dev.aurora.rules.engine;

import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemCode;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.rules.language.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code aurora rules check}: every problem of a policy folder at once. Thread-safe. */
public final class PolicyCheck {

  private PolicyCheck() {}

  /**
   * What a check found.
   *
   * @param problems by place, warnings included
   * @param rules rules seen, scopes of limits included
   * @param text the problems as a person reads them, empty when there are none
   */
  public record Report(List<Problem> problems, int rules, String text) {

    public Report {
      problems = List.copyOf(problems);
    }

    /** Whether the policy can be used; warnings alone don't keep it from that. */
    public boolean clean() {
      return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }
  }

  /** Reads and checks, without compiling: a fraction of a second. */
  public static Report run(Path folder) {
    return report(RuleSetLoader.shipped().load(folder), List.of());
  }

  /** As {@link #run}, and lets Drools compile a clean policy: what it then refuses is our bug. */
  public static Report runWithBuild(Path folder) {
    LoadResult result = RuleSetLoader.shipped().load(folder);
    return switch (result) {
      case LoadResult.Refused refused -> report(refused, List.of());
      case LoadResult.Loaded loaded -> report(loaded, build(loaded.ruleSet()));
    };
  }

  private static List<Problem> build(RuleSet ruleSet) {
    try {
      DroolsPolicyEngine.compile(ruleSet).close();
      return List.of();
    } catch (DroolsBuild.RefusedException e) {
      return List.of(
          Problem.ofFile(
              ProblemCode.ENGINE_REFUSED,
              ".",
              "The check found nothing, but the rule engine refuses the policy. This is a mistake"
                  + " in Aurora, not in your rules. The engine says: "
                  + e.getMessage(),
              "Please report it with the policy; the last rule that was changed is the likely"
                  + " trigger."));
    }
  }

  private static Report report(LoadResult result, List<Problem> more) {
    List<Problem> problems = new ArrayList<>(result.problems());
    problems.addAll(more);
    String text = new ProblemPrinter(result.files()).print(problems);
    return new Report(problems, result.ruleCount(), text);
  }
}
