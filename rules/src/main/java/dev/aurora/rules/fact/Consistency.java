package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Facts that contradict each other or cannot be. Looks at the facts that are present: a missing one
 * is denied by the control that needs it. Pure functions.
 */
final class Consistency {

  private Consistency() {}

  /**
   * A working quantity without orders or the reverse, a negative one, a position with zero gross
   * exposure, negative gross exposure, or a price or instrument number that is not positive.
   */
  static boolean isBroken(OrderFacts facts) {
    PositionState position = facts.position();
    AccountState account = facts.account();
    return (position != null && isWorkingBroken(position))
        || (account != null && isExposureBroken(account, position))
        || (facts.quote() != null && isQuoteImpossible(facts.quote()))
        || (facts.instrument() != null && isInstrumentImpossible(facts.instrument()));
  }

  /** Whether any time that must lie behind is more than a second ahead of now. */
  static boolean isAhead(OrderFacts facts) {
    Instant now = BaseFact.NOW.given(facts.now());
    return isAhead(facts.quote() == null ? null : facts.quote().asOf(), now)
        || isAhead(facts.order() == null ? null : facts.order().decidedAt(), now)
        || isAhead(facts.position() == null ? null : facts.position().lastExitAt(), now);
  }

  private static boolean isAhead(@Nullable Instant time, Instant now) {
    return time != null && Ages.isAhead(time, now);
  }

  private static boolean isWorkingBroken(PositionState position) {
    return isSideBroken(position.workingBuy(), position.workingBuyOrders())
        || isSideBroken(position.workingSell(), position.workingSellOrders());
  }

  private static boolean isSideBroken(@Nullable BigDecimal leaves, @Nullable Long orders) {
    if (leaves != null && leaves.signum() < 0 || orders != null && orders < 0) {
      return true;
    }
    return leaves != null && orders != null && (leaves.signum() > 0) != (orders > 0);
  }

  private static boolean isExposureBroken(AccountState account, @Nullable PositionState position) {
    BigDecimal gross = account.grossExposure();
    if (gross == null || gross.signum() > 0) {
      return false;
    }
    boolean holds =
        position != null && position.quantity() != null && position.quantity().signum() != 0;
    return gross.signum() < 0 || holds;
  }

  private static boolean isQuoteImpossible(Quote quote) {
    return isNotPositive(quote.bid())
        || isNotPositive(quote.ask())
        || isNotPositive(quote.last())
        || isNotPositive(quote.previousClose());
  }

  private static boolean isInstrumentImpossible(Instrument instrument) {
    return isNotPositive(instrument.tickSize())
        || isNotPositive(instrument.lotSize())
        || isNotPositive(instrument.multiplier())
        || isNotPositive(instrument.fxRate());
  }

  private static boolean isNotPositive(@Nullable BigDecimal number) {
    return number != null && number.signum() <= 0;
  }
}
