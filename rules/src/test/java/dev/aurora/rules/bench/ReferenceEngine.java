package dev.aurora.rules.bench;

import dev.aurora.rules.contract.ReferenceLimits;
import dev.aurora.rules.contract.ReferencePolicy;
import dev.aurora.rules.contract.ReferencePolicy.Finding;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The catalogue in plain Java, as the contract test has it, answering with a verdict. It does less
 * than the engine: no utilisation, no age of the verdict, no unit. Thread-safe.
 */
final class ReferenceEngine {

  private final ReferencePolicy policy = new ReferencePolicy(ReferenceLimits.shipped());

  Verdict evaluate(OrderFacts facts) {
    List<Finding> findings = policy.findings(facts);
    List<Breach> breaches = new ArrayList<>(findings.size());
    Consequence worst = null;
    for (Finding found : findings) {
      breaches.add(breach(found));
      if (found.mode() == Mode.ENFORCE && (worst == null || found.then().compareTo(worst) > 0)) {
        worst = found.then();
      }
    }
    return new Verdict(
        facts.id(), worst == null, worst, false, "reference", breaches, Map.of(), null);
  }

  private static Breach breach(Finding found) {
    return new Breach(
        found.control(),
        found.control(),
        found.control(),
        found.then(),
        found.mode(),
        found.observed(),
        found.limit(),
        "",
        found.scope(),
        List.of(),
        found.control() + ": " + found.observed() + " against the limit " + found.limit(),
        null);
  }
}
