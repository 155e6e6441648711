package dev.aurora.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.PolicyTests;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The policy that ships: free of problems, and every case beside its rules holds. */
class ShippedPolicyTest {

  private static final Path POLICY = Path.of("policy");

  @Test
  void passesAllItsCasesInTheTree() {
    PolicyTests.Report report = PolicyTests.runWithTrees(POLICY);

    assertThat(report.text()).contains(" cases passed").doesNotContain("FAILED");
    assertThat(report.passed()).as(report.text()).isTrue();
  }

  @Test
  void passesAllItsCasesInTheEngine() {
    PolicyTests.Report report = PolicyTests.run(POLICY);

    assertThat(report.passed()).as(report.text()).isTrue();
  }
}
