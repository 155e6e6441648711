package dev.aurora.service.night;

import dev.aurora.rules.cases.PolicyMutation;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds when the cases of the policy notice every small change of a rule or limit, and the tests of
 * the arithmetic most small changes of it, by PIT's report.
 */
public final class MutationGate implements Gate {

  private final Cases cases;

  /** The gate on the cases beside the policy. */
  public MutationGate() {
    this(PolicyMutation::run);
  }

  /**
   * For drills.
   *
   * @param cases tries every change of a policy
   */
  public MutationGate(Cases cases) {
    this.cases = cases;
  }

  /** Tries every change of a policy on its cases. */
  @FunctionalInterface
  public interface Cases {
    PolicyMutation.Report tried(Path policy);
  }

  @Override
  public String id() {
    return "mutation";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "cases notice every change of a rule or limit, tests 80 % of those of the arithmetic";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    Path root = subject.checkoutFolder();
    return List.of(
        NightGates.policy(subject),
        root.resolve(PitReports.RULES),
        root.resolve(PitReports.SERVICE),
        root.resolve(PitReports.RESULT));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    PolicyMutation.Report policy = cases.tried(NightGates.policy(subject));
    finding.evidence("policyMutants", policy.mutants());
    finding.evidence("policyNoticed", policy.noticed());
    policy.survivors().forEach(each -> finding.offence("policy", "no case notices: " + each));
    if (policy.mutants() == 0) {
      finding.against("no change of the policy could be tried");
    }
    new PitReports(subject.checkoutFolder()).judge(finding);
  }
}
