package dev.aurora.service.journal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.testing.Samples;
import org.junit.jupiter.api.Test;

class FactsJsonTest {

  @Test
  void givesBackTheOrderThatItWrote() {
    Order order = Samples.limit("o-1", "AAPL", Side.BUY, "100.50", "187.20");

    assertThat(FactsJson.readOrder(FactsJson.write(order))).isEqualTo(order);
  }

  @Test
  void givesEqualOrdersEqualDigestsHoweverTheirNumbersAreWritten() {
    Order order = Samples.limit("o-1", "AAPL", Side.BUY, "100", "187.2");

    assertThat(FactsJson.payloadDigest(Samples.limit("o-1", "AAPL", Side.BUY, "1E+2", "187.20")))
        .isEqualTo(FactsJson.payloadDigest(order));
    assertThat(FactsJson.payloadDigest(Samples.limit("o-1", "AAPL", Side.BUY, "100", "187.21")))
        .isNotEqualTo(FactsJson.payloadDigest(order));
    assertThat(FactsJson.payloadDigest(Samples.limit("o-1", "AAPL", Side.SELL, "100", "187.2")))
        .isNotEqualTo(FactsJson.payloadDigest(order));
  }

  @Test
  void leavesTheAgeOfTheDecisionOutOfTheDigest() {
    Order first = withAge(0);
    Order asked = withAge(1);

    assertThat(FactsJson.payloadDigest(asked)).isEqualTo(FactsJson.payloadDigest(first));
  }

  @Test
  void keepsPartsOfADigestApart() {
    assertThat(Digests.sha256("ab", "c")).isNotEqualTo(Digests.sha256("a", "bc"));
  }

  private static Order withAge(int sessionsOld) {
    Order order = Samples.order("o-1", "leg", "AAPL", Side.BUY, OrderType.MARKET, "1", null, null);
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        order.account(),
        order.strategy(),
        order.modelVersion(),
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        order.timeInForce(),
        order.expiresAt(),
        order.origin(),
        order.decidedAt(),
        sessionsOld,
        order.replaces(),
        order.nonFinite());
  }
}
