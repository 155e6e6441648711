package dev.aurora.service.run;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.PositionRow;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunInputs;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.run.OrderPlanner.Holding;
import dev.aurora.service.run.OrderPlanner.Line;
import dev.aurora.service.run.OrderPlanner.Terms;
import dev.aurora.workflows.order.OrderKey;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.E2dOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gathers what planning a run's orders needs, from books, bars and calendar. Thread-safe. */
public final class RunPlanning {

  private final JournalQueries queries;
  private final BarMarket market;
  private final TradingCalendar calendar;
  private final Strategies strategies;
  private final String venue;

  /**
   * @param venue where the orders go
   */
  public RunPlanning(
      JournalQueries queries,
      BarMarket market,
      TradingCalendar calendar,
      Strategies strategies,
      String venue) {
    this.queries = queries;
    this.market = market;
    this.calendar = calendar;
    this.strategies = strategies;
    this.venue = venue;
  }

  /** The run as the books name it; a further attempt is the same run. */
  static RunIdentity identity(DecisionRunInput input) {
    return new RunIdentity(
        input.account(), input.strategy(), input.asOf().atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** What it decides with; the run id is a digest of all of it. */
  RunInputs inputs(DecisionRunInput input, E2dOutcome outcome, String policy) {
    String model =
        strategies.named(input.strategy()).map(Strategies.Known::modelVersion).orElse("unknown");
    return new RunInputs(outcome.runId(), model, policy, outcome.runId());
  }

  /** The orders that bring today's holdings to the decided targets. */
  List<Order> orders(DecisionRunInput input, List<Decision> decisions) {
    Map<String, Holding> holdings = holdings(input.account());
    LocalDate asOf = input.asOf();
    Terms terms =
        new Terms(
            input.account(),
            input.strategy(),
            venue,
            asOf,
            input.attempt(),
            calendar.session(asOf).orElseThrow().close(),
            calendar.sessionsAfter(asOf, calendar.next(asOf).date()));
    return new OrderPlanner(terms)
        .plan(
            decisions.stream()
                .map(
                    decision ->
                        new Line(
                            inSessionTerms(decision, asOf),
                            holdings.getOrDefault(decision.symbol(), Holding.NONE),
                            market.barInNextTerms(decision.symbol(), asOf)))
                .toList());
  }

  /** The same leg under the key of a further attempt. */
  static Order again(Order leg, int attempt) {
    String intent = Objects.requireNonNull(leg.intentId(), "of a run");
    return leg.identified(OrderKey.clientOrderId(intent, attempt), intent);
  }

  /** Decided on the bar, ordered after it: a target in shares counts those of the session. */
  private Decision inSessionTerms(Decision decision, LocalDate asOf) {
    BigDecimal ratio = market.splitBeforeNextOpen(decision.symbol(), asOf);
    if (decision.quantity() == null || ratio.compareTo(BigDecimal.ONE) == 0) {
      return decision;
    }
    return new Decision(
        decision.symbol(),
        decision.signal(),
        decision.confidence(),
        decision.side(),
        decision.quantity().multiply(ratio).setScale(0, RoundingMode.DOWN),
        decision.stopBp(),
        decision.takeBp(),
        decision.riskFlags(),
        decision.asOf(),
        decision.modelVersion(),
        decision.barClose());
  }

  private Map<String, Holding> holdings(String account) {
    Map<String, Holding> holdings = new HashMap<>();
    for (PositionRow row : queries.positions(account)) {
      holdings.put(
          row.symbol(),
          new Holding(
              row.position().quantity(),
              BigDecimal.ZERO,
              BigDecimal.ZERO,
              row.position().averagePrice()));
    }
    for (JournalOrder order : queries.openOrders(account)) {
      holdings.merge(order.symbol(), working(order), RunPlanning::plus);
    }
    return holdings;
  }

  private static Holding working(JournalOrder order) {
    return switch (order.side()) {
      case BUY -> new Holding(BigDecimal.ZERO, order.leaves(), BigDecimal.ZERO, BigDecimal.ZERO);
      case SELL -> new Holding(BigDecimal.ZERO, BigDecimal.ZERO, order.leaves(), BigDecimal.ZERO);
    };
  }

  /** Only one of the two is the position, the other has an average price of zero. */
  private static Holding plus(Holding one, Holding other) {
    return new Holding(
        one.quantity().add(other.quantity()),
        one.workingBuy().add(other.workingBuy()),
        one.workingSell().add(other.workingSell()),
        one.averagePrice().max(other.averagePrice()));
  }
}
