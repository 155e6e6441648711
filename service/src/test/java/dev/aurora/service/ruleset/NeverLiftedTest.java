package dev.aurora.service.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.testing.Checkout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forbidden outcome: somebody deletes a folder, and halted markets are traded. */
class NeverLiftedTest {

  private static final Path POLICY = Checkout.root().resolve("rules/policy");

  @Test
  void theShippedPolicyHasThemAll() {
    assertThat(NeverLifted.required(shipped(), POLICY)).isEqualTo(shipped());
  }

  @Test
  void aPolicyWithoutOneOfThemIsRefusedByName() {
    RuleSet whole = shipped();
    RuleSet gutted =
        new RuleSet(
            whole.digest(),
            whole.files(),
            whole.rules().stream()
                .filter(rule -> !List.of("market-halt", "trading-state").contains(rule.control()))
                .toList(),
            whole.scopes(),
            whole.limits());

    assertThatThrownBy(() -> NeverLifted.required(gutted, POLICY))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("market-halt, trading-state");
  }

  private static RuleSet shipped() {
    return ((LoadResult.Loaded) RuleSetLoader.shipped().load(POLICY)).ruleSet();
  }
}
