package dev.aurora.service.drill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.journal.account.MarketView;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Something that goes wrong.
 *
 * @param name short, of small letters and dashes
 * @param attack what goes wrong, in words
 * @param gauge how it is measured how far that got
 * @param bound how far the policy lets it get
 * @param calm the market before the attack
 * @param entry opens a position in the calm, so that there is something to get out of; must pass
 * @param attackOrders what the strategy then decides, basket by basket
 * @param exitMarket the market in which the position is to be closed at the end
 * @param brokerRejects whether the broker rejects everything from the attack on
 */
record Scenario(
    String name,
    String attack,
    Gauge gauge,
    Function<BoundLimits, Bound> bound,
    MarketView calm,
    Order entry,
    Function<RandomGenerator, List<Basket>> attackOrders,
    MarketView exitMarket,
    boolean brokerRejects) {

  Scenario againstARejectingBroker() {
    return new Scenario(name, attack, gauge, bound, calm, entry, attackOrders, exitMarket, true);
  }
}
