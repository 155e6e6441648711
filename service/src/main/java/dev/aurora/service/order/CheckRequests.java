package dev.aurora.service.order;

import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.CheckSituation;
import dev.aurora.workflows.order.OrderContext;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what a check looks at beside the books: market, situation, terms. Thread-safe. */
public final class CheckRequests {

  private final JournalQueries queries;
  private final PolicyEngine engine;
  private final BarMarket market;
  private final CheckSituation situation;

  public CheckRequests(
      JournalQueries queries, PolicyEngine engine, BarMarket market, CheckSituation situation) {
    this.queries = queries;
    this.engine = engine;
    this.market = market;
    this.situation = situation;
  }

  /**
   * The request for orders of one account.
   *
   * @param runKey the run that they belong to; null for orders of a caller
   */
  public CheckRequest of(OrderContext context, @Nullable String runKey, List<Order> orders) {
    SortedSet<String> symbols = new TreeSet<>(queries.symbolsInBook(context.account()));
    for (Order order : orders) {
      if (order.symbol() != null) {
        symbols.add(order.symbol());
      }
    }
    return new CheckRequest(
        context.account(),
        runKey,
        orders,
        market.atNextOpen(context.asOf(), symbols),
        situation.of(context, orders),
        terms(orders));
  }

  /** Without rules every order is denied, whatever is counted. */
  private CheckTerms terms(List<Order> orders) {
    return NoActiveRuleSet.DIGEST.equals(engine.ruleSetDigest())
        ? CheckTerms.shipped()
        : CheckTerms.of(engine.limits(), orders);
  }
}
