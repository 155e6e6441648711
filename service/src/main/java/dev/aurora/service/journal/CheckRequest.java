package dev.aurora.service.journal;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RunFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A basket of orders of one account, to be checked and reserved in this order.
 *
 * @param runKey the run that they belong to; null for orders from the API
 */
public record CheckRequest(
    String account,
    @Nullable String runKey,
    List<Order> orders,
    MarketView market,
    RunFacts run,
    CheckTerms terms) {

  public CheckRequest {
    orders = List.copyOf(orders);
    for (Order order : orders) {
      if (order.clientOrderId() == null || order.clientOrderId().isBlank()) {
        throw new IllegalArgumentException("an order without a client order id: " + order);
      }
      if (!account.equals(order.account())) {
        throw new IllegalArgumentException(
            "an order of account " + order.account() + " in a request of " + account);
      }
    }
  }

  /** The same orders under the rule set that answers them. */
  CheckRequest under(boolean ruleSetApproved, CheckTerms itsTerms) {
    return new CheckRequest(
        account, runKey, orders, market, run.underRuleSet(ruleSetApproved), itsTerms);
  }
}
