package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.testing.Policies;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void warmsTheRuleEngineAndNotOnlyTheTrees() {
    LimitBook limits =
        ((LoadResult.Loaded) RuleSetLoader.shipped().load(Policies.small())).ruleSet().limits();

    assertThat(WarmUp.orders())
        .hasSize(3)
        .allMatch(facts -> new OrderCheck(facts, OrderLimits.bind(limits, facts)).complete());
  }
}
