package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.FactBits.of;

import org.jspecify.annotations.Nullable;

/**
 * Which base facts a derived quantity needs in the situation of one order: the valuation of a BUY
 * LIMIT needs its limit price but no quote. Not on the hot path: asked only when something is
 * missing. Pure functions over the check's raw facts.
 */
final class Needs {

  private static final FactBits POSITION_AND_BUYS =
      of(BaseFact.POSITION_QUANTITY, BaseFact.WORKING_BUY);
  private static final FactBits POSITION_AND_SELLS =
      of(BaseFact.POSITION_QUANTITY, BaseFact.WORKING_SELL);
  private static final FactBits SIDE_AND_QUANTITY = of(BaseFact.SIDE, BaseFact.QUANTITY);
  private static final FactBits VALUE_OF_UNITS = of(BaseFact.MULTIPLIER, BaseFact.FX_RATE);

  private Needs() {}

  static FactBits reducer(OrderCheck check) {
    return check.reducerKnown() ? FactBits.NONE : SIDE_AND_QUANTITY.or(closable(check));
  }

  /** What max(0, A - W) needs. */
  static FactBits closable(OrderCheck check) {
    Side side = side(check);
    if (side == null) {
      return of(BaseFact.SIDE).or(POSITION_AND_BUYS).or(POSITION_AND_SELLS);
    }
    return side == Side.BUY ? POSITION_AND_BUYS : POSITION_AND_SELLS;
  }

  static FactBits worstLong(OrderCheck check) {
    return side(check) == Side.SELL ? POSITION_AND_BUYS : POSITION_AND_BUYS.or(SIDE_AND_QUANTITY);
  }

  static FactBits worstShort(OrderCheck check) {
    return side(check) == Side.BUY ? POSITION_AND_SELLS : POSITION_AND_SELLS.or(SIDE_AND_QUANTITY);
  }

  static FactBits worstPosition(OrderCheck check) {
    return worstLong(check).or(worstShort(check));
  }

  static FactBits shortPart(OrderCheck check) {
    return side(check) == Side.BUY ? FactBits.NONE : POSITION_AND_SELLS.or(SIDE_AND_QUANTITY);
  }

  static FactBits workingOrders(OrderCheck check) {
    Side side = side(check);
    if (side == null) {
      return of(BaseFact.SIDE);
    }
    return of(side == Side.BUY ? BaseFact.WORKING_BUY_ORDERS : BaseFact.WORKING_SELL_ORDERS);
  }

  static FactBits valuation(OrderCheck check) {
    Side side = side(check);
    OrderType type = type(check);
    if (side == null || type == null) {
      return of(BaseFact.SIDE, BaseFact.TYPE);
    }
    if (type == OrderType.LIMIT && side == Side.BUY) {
      return of(BaseFact.LIMIT_PRICE);
    }
    FactBits price = touch(check, side) ? FactBits.NONE : of(BaseFact.REFERENCE_PRICE);
    return type == OrderType.LIMIT ? price.or(of(BaseFact.LIMIT_PRICE)) : price;
  }

  static FactBits orderValue(OrderCheck check) {
    return valuation(check).or(VALUE_OF_UNITS).or(of(BaseFact.QUANTITY));
  }

  /** MARKET needs the touch; only a BAR, which has none, may do without. */
  static FactBits adverseMove(OrderCheck check) {
    FactBits always = of(BaseFact.SIDE, BaseFact.TYPE, BaseFact.REFERENCE_PRICE);
    if (type(check) != OrderType.MARKET) {
      return always.or(of(BaseFact.LIMIT_PRICE));
    }
    Side side = side(check);
    if (side == null || touch(check, side)) {
      return always;
    }
    return always.or(of(BaseFact.QUOTE_SOURCE, side == Side.BUY ? BaseFact.ASK : BaseFact.BID));
  }

  /** A previous close alone is no current price, except as the close of a BAR. */
  static FactBits priceBandMove(OrderCheck check) {
    FactBits always = of(BaseFact.REFERENCE_PRICE, BaseFact.PREVIOUS_CLOSE);
    boolean fromPreviousClose = check.currentReference() == null;
    return fromPreviousClose
        ? always.or(of(BaseFact.QUOTE_SOURCE, BaseFact.CURRENT_PRICE))
        : always;
  }

  static FactBits referencePriceAge(OrderCheck check) {
    return isBar(check)
        ? of(BaseFact.REFERENCE_PRICE)
        : of(
            BaseFact.NOW,
            BaseFact.QUOTE_SOURCE,
            BaseFact.AS_OF,
            BaseFact.REFERENCE_PRICE,
            BaseFact.CURRENT_PRICE);
  }

  static FactBits referencePriceSessions(OrderCheck check) {
    return isLive(check)
        ? of(BaseFact.REFERENCE_PRICE)
        : of(BaseFact.QUOTE_SOURCE, BaseFact.QUOTE_SESSIONS_OLD, BaseFact.REFERENCE_PRICE);
  }

  static FactBits decisionAge(OrderCheck check) {
    return isBar(check)
        ? FactBits.NONE
        : of(BaseFact.NOW, BaseFact.QUOTE_SOURCE, BaseFact.DECIDED_AT);
  }

  static FactBits decisionSessions(OrderCheck check) {
    return isLive(check) ? FactBits.NONE : of(BaseFact.QUOTE_SOURCE, BaseFact.ORDER_SESSIONS_OLD);
  }

  static FactBits offTick(OrderCheck check) {
    return type(check) == OrderType.MARKET
        ? FactBits.NONE
        : of(BaseFact.TYPE, BaseFact.LIMIT_PRICE, BaseFact.TICK_SIZE);
  }

  static FactBits expired(OrderCheck check) {
    if (SaidNone.EXPIRES_AT.leftOutOf(check.facts())) {
      return of(BaseFact.EXPIRES_AT);
    }
    Order order = check.facts().order();
    boolean forEver = order != null && order.expiresAt() == null;
    return forEver ? FactBits.NONE : of(BaseFact.ORDER, BaseFact.NOW);
  }

  static FactBits secondsSinceLastExit(OrderCheck check) {
    if (SaidNone.LAST_EXIT_AT.leftOutOf(check.facts())) {
      return of(BaseFact.LAST_EXIT_AT);
    }
    PositionState position = check.facts().position();
    boolean never = position != null && position.lastExitAt() == null;
    return never ? FactBits.NONE : of(BaseFact.POSITION, BaseFact.NOW);
  }

  static FactBits atPriceLimit(OrderCheck check) {
    if (SaidNone.LIMIT_STATE.leftOutOf(check.facts())) {
      return of(BaseFact.LIMIT_STATE);
    }
    MarketSession session = check.facts().session();
    boolean none = session != null && session.limitState() == null;
    return none ? FactBits.NONE : of(BaseFact.SESSION, BaseFact.SIDE);
  }

  static FactBits crossesOwnOrder(OrderCheck check) {
    FactBits always = of(BaseFact.POSITION, BaseFact.SIDE, BaseFact.TYPE);
    Side side = side(check);
    PositionState position = check.facts().position();
    if (side == null || type(check) == null || position == null) {
      return always;
    }
    FactBits silent = silentAboutOwn(check, side);
    if (!silent.equals(FactBits.NONE)) {
      return silent;
    }
    boolean priced = (side == Side.BUY ? position.bestOwnAsk() : position.bestOwnBid()) != null;
    if (type(check) == OrderType.LIMIT) {
      return priced ? always.or(of(BaseFact.LIMIT_PRICE)) : always;
    }
    if (priced) {
      return always;
    }
    return side == Side.BUY
        ? of(BaseFact.WORKING_SELL, BaseFact.WORKING_SELL_ORDERS)
        : of(BaseFact.WORKING_BUY, BaseFact.WORKING_BUY_ORDERS);
  }

  /** The best own order of the other side, when nothing was said about it. */
  private static FactBits silentAboutOwn(OrderCheck check, Side side) {
    SaidNone best = side == Side.BUY ? SaidNone.BEST_OWN_ASK : SaidNone.BEST_OWN_BID;
    BaseFact fact = side == Side.BUY ? BaseFact.BEST_OWN_ASK : BaseFact.BEST_OWN_BID;
    return best.leftOutOf(check.facts()) ? of(fact) : FactBits.NONE;
  }

  static FactBits manualExit(OrderCheck check) {
    return exit(check, check.origin() == Origin.MANUAL_EXIT);
  }

  static FactBits haltExempt(OrderCheck check) {
    return exit(
        check, check.origin() == Origin.MANUAL_EXIT || check.origin() == Origin.KILL_FLATTEN);
  }

  /** An order that reduces nothing is no exit, whoever it comes from. */
  private static FactBits exit(OrderCheck check, boolean ofThatOrigin) {
    if (check.reducerKnown() && !check.isReducer()) {
      return FactBits.NONE;
    }
    FactBits origin = of(BaseFact.ORIGIN);
    return ofThatOrigin ? origin.or(reducer(check)) : origin;
  }

  static FactBits symbolShare(OrderCheck check) {
    return worstPosition(check)
        .or(VALUE_OF_UNITS)
        .or(of(BaseFact.REFERENCE_PRICE, BaseFact.EQUITY));
  }

  static FactBits sectorShare(OrderCheck check) {
    return orderValue(check).or(of(BaseFact.SECTOR, BaseFact.SECTOR_EXPOSURE, BaseFact.EQUITY));
  }

  static FactBits firmValueEntered(OrderCheck check) {
    AccountState account = check.facts().account();
    boolean ofItsOwn = account != null && account.firmValueEntered() != null;
    FactBits value = orderValue(check);
    return ofItsOwn ? value : value.or(of(BaseFact.VALUE_ENTERED));
  }

  static FactBits gateLevelBelowRequired(OrderCheck check) {
    ControlState control = check.facts().control();
    boolean noneRequired = control != null && control.requiredGateLevel() == GateLevel.NONE;
    return noneRequired ? FactBits.NONE : of(BaseFact.GATE_LEVEL, BaseFact.REQUIRED_GATE_LEVEL);
  }

  /** A component of the envelope; without an envelope only LIVE needs one. */
  static FactBits envelope(OrderCheck check, BaseFact component) {
    if (SaidNone.ENVELOPE.leftOutOf(check.facts())) {
      return of(BaseFact.ENVELOPE);
    }
    ControlState control = check.facts().control();
    boolean given = control != null && control.envelope() != null;
    return given ? of(component) : of(BaseFact.MODE, BaseFact.ENVELOPE);
  }

  private static @Nullable Side side(OrderCheck check) {
    Order order = check.facts().order();
    return order == null ? null : order.side();
  }

  private static @Nullable OrderType type(OrderCheck check) {
    Order order = check.facts().order();
    return order == null ? null : order.type();
  }

  private static boolean touch(OrderCheck check, Side side) {
    Quote quote = check.facts().quote();
    return quote != null && Prices.touch(quote, side) != null;
  }

  private static boolean isBar(OrderCheck check) {
    Quote quote = check.facts().quote();
    return quote != null && quote.source() == QuoteSource.BAR;
  }

  private static boolean isLive(OrderCheck check) {
    Quote quote = check.facts().quote();
    return quote != null && quote.source() == QuoteSource.LIVE;
  }
}
