package dev.aurora.service.journal.action;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What an action does to a position: plain arithmetic.
 *
 * <p><b>A dividend is income, not a deposit.</b> {@code recordCashFlow} shifts the equity peak and
 * the opening equity, because a deposit makes no profit. A dividend does make one, but not on the
 * ex-date: what comes in as cash has left the price. So it shifts neither: the cash is credited,
 * and every price from before the ex-date is read without it ({@code ShareTerms}), which leaves
 * equity, its peak and its opening value where they were. Shifting them would hide as much loss, or
 * raise the peak for ever by cash that the mark still included.
 *
 * <p><b>Cash of a merger</b> is taken off what the position cost; what exceeds that is realised.
 * Fractions are sold at the reference price. Money is rounded to six decimals, half to even.
 *
 * @param before the position in the action's symbol
 * @param after what is left of it in that symbol
 * @param intoBefore the position in the symbol of the merger; null for other actions
 * @param intoAfter the same afterwards
 * @param cashChange account currency
 * @param realised account currency, income included
 */
public record ActionEffect(
    Position before,
    Position after,
    @Nullable Position intoBefore,
    @Nullable Position intoAfter,
    BigDecimal cashChange,
    BigDecimal realised) {

  private static final int MONEY_SCALE = 6;

  /**
   * The effect on a position that stood so when the action took effect.
   *
   * @param into position in the symbol that a merger leads into
   * @throws MissingReference when a fraction has to be paid and has no price
   */
  static ActionEffect of(CorporateAction action, Position held, Position into, ActionTerms terms) {
    return switch (action.type()) {
      case SPLIT -> split(action, held, terms);
      case DIVIDEND -> dividend(action, held, terms);
      case MERGER -> merger(action, held, into, terms);
    };
  }

  /** A fraction has to be paid in cash, and nobody knows its price. */
  static final class MissingReference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingReference(BigDecimal fraction) {
      super("a fraction of " + fraction.toPlainString() + " has no reference price to be paid at");
    }
  }

  private static ActionEffect split(CorporateAction action, Position held, ActionTerms terms) {
    Whole whole = Whole.of(held.quantity().multiply(action.value()), terms);
    BigDecimal average = divided(held.averagePrice(), action.value());
    BigDecimal paid = whole.cash(terms);
    BigDecimal realised = paid.subtract(whole.cost(average, terms));
    return new ActionEffect(
        held, position(whole.units(), average), null, null, money(paid), money(realised));
  }

  private static ActionEffect dividend(CorporateAction action, Position held, ActionTerms terms) {
    BigDecimal income =
        money(held.quantity().multiply(action.value()).multiply(terms.unitFactor()));
    return new ActionEffect(held, held, null, null, income, income);
  }

  private static ActionEffect merger(
      CorporateAction action, Position held, Position into, ActionTerms terms) {
    BigDecimal factor = terms.unitFactor();
    BigDecimal cash = held.quantity().multiply(action.cashPerShare()).multiply(factor);
    if (action.into() == null) {
      BigDecimal cost = held.quantity().multiply(held.averagePrice()).multiply(factor);
      return new ActionEffect(
          held, Position.FLAT, null, null, money(cash), money(cash.subtract(cost)));
    }
    BigDecimal costLeft = held.averagePrice().subtract(action.cashPerShare());
    BigDecimal beyondCost =
        held.quantity().multiply(costLeft.negate().max(BigDecimal.ZERO)).multiply(factor);
    BigDecimal average = divided(costLeft.max(BigDecimal.ZERO), action.value());
    Whole whole = Whole.of(held.quantity().multiply(action.value()), terms);
    BigDecimal paid = whole.cash(terms);
    Position.Change change = joined(into, whole.units(), average);
    BigDecimal realised =
        beyondCost
            .add(paid.subtract(whole.cost(average, terms)))
            .add(change.realised().multiply(factor));
    return new ActionEffect(
        held, Position.FLAT, into, change.after(), money(cash.add(paid)), money(realised));
  }

  private static Position.Change joined(Position into, BigDecimal units, BigDecimal average) {
    if (units.signum() == 0) {
      return new Position.Change(into, BigDecimal.ZERO, BigDecimal.ZERO);
    }
    return into.fill(units.signum() > 0 ? Side.BUY : Side.SELL, units.abs(), average);
  }

  /**
   * A quantity without its fraction; both are signed.
   *
   * @param units whole steps, towards zero
   */
  private record Whole(BigDecimal units, BigDecimal fraction) {

    static Whole of(BigDecimal exact, ActionTerms terms) {
      BigDecimal units =
          exact.divide(terms.unitStep(), 0, RoundingMode.DOWN).multiply(terms.unitStep());
      return new Whole(units, exact.subtract(units));
    }

    BigDecimal cash(ActionTerms terms) {
      if (fraction.signum() == 0) {
        return BigDecimal.ZERO;
      }
      if (terms.reference() == null) {
        throw new MissingReference(fraction);
      }
      return fraction.multiply(terms.reference()).multiply(terms.unitFactor());
    }

    BigDecimal cost(BigDecimal average, ActionTerms terms) {
      return fraction.multiply(average).multiply(terms.unitFactor());
    }
  }

  private static Position position(BigDecimal units, BigDecimal average) {
    return units.signum() == 0 ? Position.FLAT : new Position(units, average);
  }

  private static BigDecimal divided(BigDecimal price, BigDecimal ratio) {
    return price.divide(ratio, Columns.SCALE, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal money(BigDecimal amount) {
    return Columns.plain(amount.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN));
  }
}
