package dev.aurora.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped policy passes the cases beside its rules, in Drools and in the trees. */
class PolicyCasesTest {

  private static final Path SHIPPED = Path.of("policy");

  @Test
  void passesAllCasesInDrools() {
    PolicyTests.Report report = PolicyTests.run(SHIPPED);

    assertThat(report.passed()).as(report.text()).isTrue();
  }

  @Test
  void passesAllCasesInTheTrees() {
    PolicyTests.Report report = PolicyTests.runWithTrees(SHIPPED);

    assertThat(report.passed()).as(report.text()).isTrue();
  }
}
