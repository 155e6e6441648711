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
final class MutationGate implements Gate {

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
    PolicyMutation.Report policy = PolicyMutation.run(NightGates.policy(subject));
    finding.evidence("policyMutants", policy.mutants());
    finding.evidence("policyNoticed", policy.noticed());
    policy.survivors().forEach(each -> finding.offence("policy", "no case notices: " + each));
    if (policy.mutants() == 0) {
      finding.against("no change of the policy could be tried");
    }
    new PitReports(subject.checkoutFolder()).judge(finding);
  }
}
