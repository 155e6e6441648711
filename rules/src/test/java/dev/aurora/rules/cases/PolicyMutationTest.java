package dev.aurora.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every condition and every limit of the shipped policy matters to some case. */
class PolicyMutationTest {

  @TempDir Path folder;

  @Test
  void noticesEveryChangeOfTheShippedPolicy() {
    PolicyMutation.Report report = PolicyMutation.run(Path.of("policy"));

    System.out.println(report.text());
    assertThat(report.passed()).as(report.text()).isTrue();
    assertThat(report.mutants()).isGreaterThan(400);
  }

  @Test
  void namesAChangeThatNoCaseNotices() {
    PolicyMutation.Report report =
        PolicyMutation.run(
            policy(
                """
                base: clean-buy
                cases:
                  - name: a clean buy passes
                    expect: APPROVED
                  - name: far above is denied
                    given: { order.quantity: "20000" }
                    expect: DENIED
                """));

    assertThat(report.survivors())
        .contains(
            "pretrade/order-quantity-max/order-quantity-max.drl:3: no case notices when in \"Deny"
                + " an order above the maximum quantity\" `quantity > limits.orderQuantityMax`"
                + " becomes `quantity >= limits.orderQuantityMax`. Add a case whose verdict it"
                + " changes.");
    assertThat(report.noticed()).isPositive().isLessThan(report.mutants());
  }

  @Test
  void triesNothingWhenTheCasesFailAnyway() {
    PolicyMutation.Report report =
        PolicyMutation.run(
            policy(
                """
                base: clean-buy
                cases:
                  - name: a clean buy is denied
                    expect: DENIED
                """));

    assertThat(report.passed()).isFalse();
    assertThat(report.mutants()).isZero();
    assertThat(report.survivors().getFirst()).startsWith("The policy's own cases fail:");
  }

  private Path policy(String cases) {
    return Policies.write(
        folder,
        List.of(
            Policies.limits(),
            Policies.control(
                "order-quantity-max",
                Policies.deny(
                    "order-quantity-max",
                    "Deny an order above the maximum quantity",
                    "quantity > limits.orderQuantityMax")),
            new SourceFile("bases.yaml", "clean-buy: " + SampleFacts.cleanBuy().line()),
            new SourceFile("pretrade/order-quantity-max/order-quantity-max.cases.yaml", cases)));
  }
}
