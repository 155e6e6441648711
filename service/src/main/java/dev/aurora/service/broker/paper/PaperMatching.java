package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerOrder.State;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What one bar does to one order: plain arithmetic, so that equal input gives equal fills. A bar
 * fills at its open only; what the day's range would have allowed is not looked at.
 */
final class PaperMatching {

  /** Prices and costs are rounded here once, so that all books can hold them exactly. */
  private static final int MONEY_SCALE = 6;

  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final PaperTerms terms;

  PaperMatching(PaperTerms terms) {
    this.terms = terms;
  }

  /** What becomes of the order. */
  sealed interface Outcome {

    /** It goes on working. */
    record Waits() implements Outcome {}

    /** It ends without a fill; the reason is that of a reject, or null. */
    record Ends(State state, @Nullable RejectReason reason, String detail) implements Outcome {}

    /**
     * A part of it is filled.
     *
     * @param price price currency per unit
     * @param commission account currency
     * @param slippage account currency
     * @param after where the order stands then
     */
    record Fills(
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal commission,
        BigDecimal slippage,
        State after)
        implements Outcome {

      BigDecimal fees() {
        return commission.add(slippage);
      }

      /** Account currency that the account receives, signed. */
      BigDecimal cashChange(Side side) {
        BigDecimal value = quantity.multiply(price);
        return (side == Side.SELL ? value : value.negate()).subtract(fees());
      }
    }
  }

  /**
   * Offers a bar to a live order.
   *
   * @param cash of the account, account currency
   */
  Outcome offer(PaperOrder order, OpeningBar bar, BigDecimal cash) {
    if (hasExpired(order, bar.opensAt())) {
      return new Outcome.Ends(State.EXPIRED, null, "its time ran out before " + bar.opensAt());
    }
    BigDecimal price = bar.open().setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
    BigDecimal units = limitAllows(order, price) ? fillable(order, bar) : BigDecimal.ZERO;
    boolean whole = units.compareTo(order.remaining()) == 0;
    if (order.timeInForce() == TimeInForce.FOK && !whole) {
      return new Outcome.Ends(
          State.REJECTED,
          RejectReason.NOT_FILLABLE_AT_ONCE,
          "%s of %s units at %s".formatted(units, order.remaining(), price.toPlainString()));
    }
    if (units.signum() == 0) {
      return order.timeInForce() == TimeInForce.IOC
          ? new Outcome.Ends(State.CANCELLED, null, "nothing could be filled at once")
          : new Outcome.Waits();
    }
    if (order.side() == Side.BUY && needed(order.remaining(), price).compareTo(cash) > 0) {
      return notCovered(order, price, cash);
    }
    State rest = order.timeInForce() == TimeInForce.IOC ? State.CANCELLED : State.PARTIALLY_FILLED;
    return new Outcome.Fills(
        units,
        price,
        cost(units.multiply(price), terms.commissionBps()),
        cost(units.multiply(price), terms.slippageBps()),
        whole ? State.FILLED : rest);
  }

  /** Account currency that buying takes, costs included. */
  BigDecimal needed(BigDecimal units, BigDecimal price) {
    BigDecimal value = units.multiply(price);
    return value.add(cost(value, terms.commissionBps())).add(cost(value, terms.slippageBps()));
  }

  private Outcome notCovered(PaperOrder order, BigDecimal price, BigDecimal cash) {
    String detail =
        "%s units at %s need %s, cash is %s"
            .formatted(
                order.remaining().toPlainString(),
                price.toPlainString(),
                needed(order.remaining(), price).toPlainString(),
                cash.toPlainString());
    State end = order.legs() == 0 ? State.REJECTED : State.CANCELLED;
    return new Outcome.Ends(end, RejectReason.INSUFFICIENT_CASH, detail);
  }

  private static boolean hasExpired(PaperOrder order, Instant at) {
    if (order.expiresAt() != null && !at.isBefore(order.expiresAt())) {
      return true;
    }
    // A day order lives through the day of the first bar that it met.
    return order.timeInForce() == TimeInForce.DAY
        && order.lastBarAt() != null
        && !day(order.lastBarAt()).equals(day(at));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(NEW_YORK).toLocalDate();
  }

  private static boolean limitAllows(PaperOrder order, BigDecimal price) {
    if (order.type() == OrderType.MARKET || order.limitPrice() == null) {
      return true;
    }
    int above = price.compareTo(order.limitPrice());
    return order.side() == Side.BUY ? above <= 0 : above >= 0;
  }

  private BigDecimal fillable(PaperOrder order, OpeningBar bar) {
    BigDecimal share =
        bar.volume()
            .multiply(terms.volumeShareBps())
            .divide(BPS, Math.max(0, order.quantity().scale()), RoundingMode.DOWN);
    return share.min(order.remaining());
  }

  private static BigDecimal cost(BigDecimal value, BigDecimal bps) {
    return value.multiply(bps).divide(BPS, MONEY_SCALE, RoundingMode.HALF_UP);
  }
}
