package dev.aurora.rules.cases;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.language.ProblemPrinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code aurora rules mutate}: changes every condition and every limit of a policy a little, and
 * tells which change no case beside the rules notices. Runs on the typed trees. Thread-safe.
 */
public final class PolicyMutation {

  private PolicyMutation() {}

  /**
   * What was tried.
   *
   * @param mutants changes tried
   * @param noticed those that made at least one case fail
   * @param survivors the others, one sentence each; or what kept the policy from being tried
   */
  public record Report(int mutants, int noticed, List<String> survivors) {
    public Report {
      survivors = List.copyOf(survivors);
    }

    /** Whether there were changes and every one was noticed. */
    public boolean passed() {
      return mutants > 0 && survivors.isEmpty();
    }

    /** As a person reads it. */
    public String text() {
      StringBuilder text = new StringBuilder();
      survivors.forEach(survivor -> text.append("SURVIVED  ").append(survivor).append('\n'));
      return text.append("%d of %d changes were noticed.\n".formatted(noticed, mutants)).toString();
    }
  }

  /**
   * Tries every change. A policy that has problems or whose own cases fail isn't tried: a case that
   * fails anyway would notice everything.
   */
  public static Report run(Path folder) {
    return switch (RuleSetLoader.shipped().load(folder)) {
      case LoadResult.Refused refused ->
          untried(new ProblemPrinter(refused.files()).print(refused.problems()));
      case LoadResult.Loaded loaded -> {
        PolicyTests.Report cases = PolicyTests.runWithTrees(folder);
        yield cases.passed()
            ? run(loaded.ruleSet(), PolicyTests.casesOf(folder))
            : untried("The policy's own cases fail:\n" + cases.text());
      }
    };
  }

  private static Report untried(String why) {
    return new Report(0, 0, List.of(why.strip()));
  }

  private static Report run(RuleSet policy, List<PolicyCase> cases) {
    List<PolicyMutants.Mutant> mutants = PolicyMutants.of(policy);
    List<String> survivors = new ArrayList<>();
    for (PolicyMutants.Mutant mutant : mutants) {
      if (!noticed(mutant, cases)) {
        survivors.add(
            "%s: no case notices when %s. Add a case whose verdict it changes."
                .formatted(mutant.where(), mutant.change()));
      }
    }
    return new Report(mutants.size(), mutants.size() - survivors.size(), survivors);
  }

  /** Asks the cases beside the changed rule first: they are the likeliest to notice. */
  private static boolean noticed(PolicyMutants.Mutant mutant, List<PolicyCase> cases) {
    try (PolicyEngine engine = new TreePolicyEngine(mutant.policy(), EngineSettings.untimed())) {
      return cases.stream()
              .filter(one -> one.folder().equals(mutant.folder()))
              .anyMatch(one -> fails(one, engine))
          || cases.stream()
              .filter(one -> !one.folder().equals(mutant.folder()))
              .anyMatch(one -> fails(one, engine));
    }
  }

  private static boolean fails(PolicyCase one, PolicyEngine engine) {
    return !one.expected().differences(engine.answer(one.facts())).isEmpty();
  }
}
