package dev.aurora.service.run;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.market.Bar;
import dev.aurora.workflows.order.OrderKey;
import dev.aurora.workflows.order.OrderKey.Leg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns targets into orders: target - (P + Wb - Ws). A flip is two legs, {@code close} then {@code
 * open}; a stop or take that the bar touched becomes a closing leg at the next open, whatever the
 * model says. Pure; legs that reduce come first, so that they free room for those that open.
 */
public final class OrderPlanner {

  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
  private static final int PRICE_SCALE = 8;

  /**
   * What is common to the orders of a run.
   *
   * @param decidedAt market time at which the bar was complete
   * @param sessionsOld sessions between the decision's bar and the check
   */
  public record Terms(
      String account,
      String strategy,
      String venue,
      LocalDate asOf,
      int attempt,
      Instant decidedAt,
      int sessionsOld) {}

  /**
   * What the account has in a symbol.
   *
   * @param quantity signed filled units
   * @param workingBuy leaves of buys
   * @param workingSell leaves of sells
   * @param averagePrice price currency per unit; 0 when flat
   */
  public record Holding(
      BigDecimal quantity, BigDecimal workingBuy, BigDecimal workingSell, BigDecimal averagePrice) {

    public static final Holding NONE =
        new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Where the position ends when everything that works is filled. */
    BigDecimal expected() {
      return quantity.add(workingBuy).subtract(workingSell);
    }
  }

  private final Terms terms;

  public OrderPlanner(Terms terms) {
    this.terms = terms;
  }

  /** One symbol as it enters planning; {@code bar} null = it did not trade in the session. */
  public record Line(Decision decision, Holding holding, @Nullable Bar bar) {}

  /** The orders for these decisions, reducers first, else in the order of the decisions. */
  public List<Order> plan(List<Line> lines) {
    List<Intent> legs = new ArrayList<>();
    lines.forEach(line -> legs.addAll(legs(line)));
    return legs.stream()
        .sorted(Comparator.comparing(leg -> leg.leg() == Leg.CLOSE ? 0 : 1))
        .map(this::order)
        .toList();
  }

  private List<Intent> legs(Line line) {
    return target(line)
        .map(target -> legs(line.decision(), line.holding().expected(), target))
        .orElse(List.of());
  }

  /** The position wanted; empty = leave it as it is. */
  private static Optional<BigDecimal> target(Line line) {
    if (stopOrTakeTouched(line)) {
      return Optional.of(BigDecimal.ZERO);
    }
    return Optional.ofNullable(line.decision().quantity());
  }

  private static boolean stopOrTakeTouched(Line line) {
    Bar bar = line.bar();
    Holding held = line.holding();
    if (bar == null || held.quantity().signum() <= 0 || held.averagePrice().signum() <= 0) {
      return false;
    }
    BigDecimal stop = moved(held.averagePrice(), -line.decision().stopBp());
    BigDecimal take = moved(held.averagePrice(), line.decision().takeBp());
    return BigDecimal.valueOf(bar.low()).compareTo(stop) <= 0
        || BigDecimal.valueOf(bar.high()).compareTo(take) >= 0;
  }

  private static BigDecimal moved(BigDecimal price, int bps) {
    return price
        .multiply(BPS.add(BigDecimal.valueOf(bps)))
        .divide(BPS, PRICE_SCALE, RoundingMode.HALF_EVEN);
  }

  private static List<Intent> legs(Decision decision, BigDecimal expected, BigDecimal target) {
    BigDecimal change = target.subtract(expected);
    if (change.signum() == 0) {
      return List.of();
    }
    Side side = change.signum() > 0 ? Side.BUY : Side.SELL;
    boolean opposes = expected.signum() != 0 && expected.signum() != change.signum();
    BigDecimal closing = opposes ? change.abs().min(expected.abs()) : BigDecimal.ZERO;
    BigDecimal opening = change.abs().subtract(closing);
    List<Intent> legs = new ArrayList<>();
    if (closing.signum() > 0) {
      legs.add(new Intent(decision, Leg.CLOSE, side, closing));
    }
    if (opening.signum() > 0) {
      legs.add(new Intent(decision, Leg.OPEN, side, opening));
    }
    return legs;
  }

  private Order order(Intent leg) {
    OrderKey key =
        new OrderKey(
            terms.account(),
            terms.strategy(),
            terms.asOf(),
            leg.decision().symbol(),
            leg.leg(),
            terms.attempt());
    return new Order(
        key.clientOrderId(),
        key.intentId(),
        terms.account(),
        terms.strategy(),
        leg.decision().modelVersion(),
        terms.venue(),
        leg.decision().symbol(),
        leg.side(),
        OrderType.MARKET,
        leg.quantity(),
        null,
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        terms.decidedAt(),
        terms.sessionsOld(),
        null,
        false);
  }

  private record Intent(Decision decision, Leg leg, Side side, BigDecimal quantity) {}
}
