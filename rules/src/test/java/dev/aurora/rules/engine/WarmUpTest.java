package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.promotion.PromotionCheck;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.testing.Policies;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void warmsTheRuleEngineAndNotOnlyTheTrees() {
    LimitBook limits =
        ((LoadResult.Loaded) RuleSetLoader.shipped().load(Policies.small())).ruleSet().limits();

    assertThat(WarmUp.lines()).hasSize(6).allMatch(line -> complete(line, limits));
  }

  private static boolean complete(FactsLine.Readable line, LimitBook limits) {
    return switch (line) {
      case FactsLine.OrderLine order ->
          new OrderCheck(order.facts(), OrderLimits.bind(limits, order.facts())).complete();
      case FactsLine.EventLine event ->
          new BreakerCheck(event.facts(), LatchScopes.bind(limits, event.facts())).complete();
      case FactsLine.PromotionLine promotion ->
          new PromotionCheck(promotion.facts(), limits.bind(null, "other", null, null, null))
              .complete();
    };
  }
}
