package dev.aurora.rules.fact;

import dev.aurora.rules.fact.BaseFact.Section;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which base facts are absent although something in this order's situation could need them. A fact
 * that the situation makes needless (the limit price of a MARKET order, the age in seconds of a
 * BAR, an envelope outside LIVE) is not counted. On the hot path: null tests, no allocation.
 */
final class MissingFacts {

  private static final long ORDER_ALL = all(Section.ORDER);
  private static final long INSTRUMENT_ALL = all(Section.INSTRUMENT);
  private static final long QUOTE_ALL = all(Section.QUOTE);
  private static final long POSITION_ALL = all(Section.POSITION);
  private static final long SESSION_ALL = all(Section.SESSION);
  private static final long ACCOUNT_ALL = all(Section.ACCOUNT);
  private static final long ACTIVITY_ALL = all(Section.ACTIVITY);
  private static final long CONTROL_ALL = all(Section.CONTROL);

  private MissingFacts() {}

  /**
   * Absent facts among now, order, instrument, quote and position.
   *
   * @param currentReference the reference price without a look at the previous close
   * @param shortPartPossible false when the order certainly sells nothing short
   */
  static long low(
      OrderFacts facts, @Nullable BigDecimal currentReference, boolean shortPartPossible) {
    QuoteSource source = facts.quote() == null ? null : facts.quote().source();
    return BaseFact.NOW.ifAbsent(facts.now())
        | ofOrder(facts.order(), source)
        | ofInstrument(facts.instrument(), shortPartPossible)
        | ofQuote(facts.quote(), currentReference, facts.order())
        | ofPosition(facts.position())
        | (facts.leftOut() == 0 ? 0 : leftOutLow(facts));
  }

  /** Absent facts among session, account, activity and control. */
  static long high(OrderFacts facts) {
    Instrument instrument = facts.instrument();
    return ofSession(facts.session())
        | ofAccount(facts.account(), instrument == null ? null : instrument.sector())
        | ofActivity(facts.activity())
        | ofControl(facts.control())
        | (facts.leftOut() == 0 ? 0 : leftOutHigh(facts));
  }

  private static long leftOutLow(OrderFacts facts) {
    return SaidNone.EXPIRES_AT.missing(facts, BaseFact.EXPIRES_AT)
        | SaidNone.LAST_EXIT_AT.missing(facts, BaseFact.LAST_EXIT_AT)
        | SaidNone.BEST_OWN_BID.missing(facts, BaseFact.BEST_OWN_BID)
        | SaidNone.BEST_OWN_ASK.missing(facts, BaseFact.BEST_OWN_ASK);
  }

  private static long leftOutHigh(OrderFacts facts) {
    return SaidNone.LIMIT_STATE.missing(facts, BaseFact.LIMIT_STATE)
        | SaidNone.ENVELOPE.missing(facts, BaseFact.ENVELOPE);
  }

  private static long ofOrder(@Nullable Order order, @Nullable QuoteSource source) {
    if (order == null) {
      return ORDER_ALL;
    }
    long missing =
        BaseFact.CLIENT_ORDER_ID.ifAbsent(order.clientOrderId())
            | BaseFact.ORDER_ACCOUNT.ifAbsent(order.account())
            | BaseFact.STRATEGY.ifAbsent(order.strategy())
            | BaseFact.MODEL_VERSION.ifAbsent(order.modelVersion())
            | BaseFact.VENUE.ifAbsent(order.venue())
            | BaseFact.SYMBOL.ifAbsent(order.symbol())
            | BaseFact.SIDE.ifAbsent(order.side())
            | BaseFact.TYPE.ifAbsent(order.type())
            | BaseFact.QUANTITY.ifAbsent(order.quantity())
            | BaseFact.TIME_IN_FORCE.ifAbsent(order.timeInForce())
            | BaseFact.ORIGIN.ifAbsent(order.origin());
    if (order.type() == OrderType.LIMIT) {
      missing |= BaseFact.LIMIT_PRICE.ifAbsent(order.limitPrice());
    }
    return missing
        | (source == QuoteSource.BAR
            ? BaseFact.ORDER_SESSIONS_OLD.ifAbsent(order.sessionsOld())
            : BaseFact.DECIDED_AT.ifAbsent(order.decidedAt()));
  }

  private static long ofInstrument(@Nullable Instrument instrument, boolean shortPartPossible) {
    if (instrument == null) {
      return INSTRUMENT_ALL;
    }
    long missing =
        BaseFact.INSTRUMENT_SYMBOL.ifAbsent(instrument.symbol())
            | BaseFact.INSTRUMENT_CURRENCY.ifAbsent(instrument.currency())
            | BaseFact.TICK_SIZE.ifAbsent(instrument.tickSize())
            | BaseFact.LOT_SIZE.ifAbsent(instrument.lotSize())
            | BaseFact.MIN_QUANTITY.ifAbsent(instrument.minQuantity())
            | BaseFact.MAX_QUANTITY.ifAbsent(instrument.maxQuantity())
            | BaseFact.MULTIPLIER.ifAbsent(instrument.multiplier())
            | BaseFact.FX_RATE.ifAbsent(instrument.fxRate())
            | BaseFact.SECTOR.ifAbsent(instrument.sector())
            | BaseFact.AVERAGE_DAILY_VOLUME.ifAbsent(instrument.averageDailyVolume());
    if (shortPartPossible) {
      missing |= BaseFact.SHORTABLE.ifAbsent(instrument.shortable());
      missing |= BaseFact.SHORTABLE_QUANTITY.ifAbsent(instrument.shortableQuantity());
    }
    return missing;
  }

  private static long ofQuote(
      @Nullable Quote quote, @Nullable BigDecimal currentReference, @Nullable Order order) {
    if (quote == null) {
      return QUOTE_ALL;
    }
    BigDecimal previousClose = Prices.positive(quote.previousClose());
    long missing =
        BaseFact.REFERENCE_PRICE.ifAbsent(
                currentReference == null ? previousClose : currentReference)
            | BaseFact.PREVIOUS_CLOSE.ifAbsent(previousClose)
            | BaseFact.QUOTE_SOURCE.ifAbsent(quote.source());
    if (quote.source() == QuoteSource.BAR) {
      return missing | BaseFact.QUOTE_SESSIONS_OLD.ifAbsent(quote.sessionsOld());
    }
    missing |= BaseFact.AS_OF.ifAbsent(quote.asOf());
    missing |= BaseFact.CURRENT_PRICE.ifAbsent(currentReference);
    return missing | (order == null ? 0 : ofTouch(quote, order));
  }

  private static long ofTouch(Quote quote, Order order) {
    if (order.type() == OrderType.LIMIT) {
      return 0;
    }
    return order.side() == Side.SELL
        ? BaseFact.BID.ifAbsent(Prices.positive(quote.bid()))
        : BaseFact.ASK.ifAbsent(Prices.positive(quote.ask()));
  }

  private static long ofPosition(@Nullable PositionState position) {
    if (position == null) {
      return POSITION_ALL;
    }
    return BaseFact.POSITION_QUANTITY.ifAbsent(position.quantity())
        | BaseFact.AVERAGE_PRICE.ifAbsent(position.averagePrice())
        | BaseFact.WORKING_BUY.ifAbsent(position.workingBuy())
        | BaseFact.WORKING_SELL.ifAbsent(position.workingSell())
        | BaseFact.WORKING_BUY_ORDERS.ifAbsent(position.workingBuyOrders())
        | BaseFact.WORKING_SELL_ORDERS.ifAbsent(position.workingSellOrders());
  }

  private static long ofSession(@Nullable MarketSession session) {
    if (session == null) {
      return SESSION_ALL;
    }
    return BaseFact.PHASE.ifAbsent(session.phase())
        | BaseFact.CLOSES_AT.ifAbsent(session.closesAt())
        | BaseFact.HALTED.ifAbsent(session.halted())
        | BaseFact.CORPORATE_ACTION_PENDING.ifAbsent(session.corporateActionPending());
  }

  private static long ofAccount(@Nullable AccountState account, @Nullable String sector) {
    if (account == null) {
      return ACCOUNT_ALL;
    }
    return BaseFact.ACCOUNT_CURRENCY.ifAbsent(account.currency())
        | BaseFact.CASH.ifAbsent(account.cash())
        | BaseFact.BUYING_POWER.ifAbsent(account.buyingPower())
        | BaseFact.EQUITY.ifAbsent(account.equity())
        | BaseFact.EQUITY_AT_OPEN.ifAbsent(account.equityAtOpen())
        | BaseFact.EQUITY_PEAK.ifAbsent(account.equityPeak())
        | BaseFact.GROSS_EXPOSURE.ifAbsent(account.grossExposure())
        | BaseFact.NET_EXPOSURE.ifAbsent(account.netExposure())
        | BaseFact.SECTOR_EXPOSURE.ifAbsent(ofSector(account, sector))
        | BaseFact.VALUE_ENTERED.ifAbsent(account.valueEntered())
        | BaseFact.ORDERS_TODAY.ifAbsent(account.ordersToday())
        | BaseFact.OPEN_BREAKS.ifAbsent(account.openBreaks());
  }

  /** Without a sector only the sector is missing, not an exposure that it would lead to. */
  private static @Nullable Object ofSector(AccountState account, @Nullable String sector) {
    Map<String, BigDecimal> exposures = account.sectorExposure();
    return exposures == null || sector == null ? exposures : exposures.get(sector);
  }

  private static long ofActivity(@Nullable Activity activity) {
    if (activity == null) {
      return ACTIVITY_ALL;
    }
    return BaseFact.SUBMITS_STRATEGY.ifAbsent(activity.submitsStrategy())
        | BaseFact.SUBMITS_ACCOUNT.ifAbsent(activity.submitsAccount())
        | BaseFact.SUBMITS_SYMBOL.ifAbsent(activity.submitsSymbol())
        | BaseFact.MESSAGES_WINDOW.ifAbsent(activity.messagesWindow())
        | BaseFact.MESSAGES_SESSION.ifAbsent(activity.messagesSession())
        | BaseFact.EXECUTIONS_SESSION.ifAbsent(activity.executionsSession())
        | BaseFact.IDENTICAL_ORDERS.ifAbsent(activity.identicalOrders())
        | BaseFact.ENTRIES_WITHOUT_PERSON.ifAbsent(activity.entriesWithoutPerson())
        | BaseFact.LOSING_EXITS.ifAbsent(activity.losingExits())
        | BaseFact.DENIALS_WINDOW.ifAbsent(activity.denialsWindow())
        | BaseFact.BROKER_REJECTS_WINDOW.ifAbsent(activity.brokerRejectsWindow());
  }

  private static long ofControl(@Nullable ControlState control) {
    if (control == null) {
      return CONTROL_ALL;
    }
    return BaseFact.TRADING_STATE.ifAbsent(control.tradingState())
        | BaseFact.RESTRICTED.ifAbsent(control.restricted())
        | BaseFact.NO_TRADE.ifAbsent(control.noTrade())
        | BaseFact.PERMITTED.ifAbsent(control.permitted())
        | BaseFact.APPROVED_MODEL.ifAbsent(control.approvedModel())
        | BaseFact.DATA_SANE.ifAbsent(control.dataSane())
        | BaseFact.GATE_LEVEL.ifAbsent(control.gateLevel())
        | BaseFact.REQUIRED_GATE_LEVEL.ifAbsent(control.requiredGateLevel())
        | BaseFact.RULE_SET_APPROVED.ifAbsent(control.ruleSetApproved())
        | BaseFact.MODE.ifAbsent(control.mode())
        | BaseFact.STAGE.ifAbsent(control.stage())
        | ofEnvelope(control);
  }

  private static long ofEnvelope(ControlState control) {
    Envelope envelope = control.envelope();
    if (envelope == null) {
      return control.mode() == TradingMode.LIVE ? BaseFact.ENVELOPE.mask() : 0;
    }
    return BaseFact.ENVELOPE_SYMBOLS.ifAbsent(envelope.symbols())
        | BaseFact.ENVELOPE_ORDER_VALUE_MAX.ifAbsent(envelope.orderValueMax())
        | BaseFact.ENVELOPE_POSITION_MAX.ifAbsent(envelope.positionMax())
        | BaseFact.ENVELOPE_ORDERS_MAX.ifAbsent(envelope.ordersPerSessionMax());
  }

  private static long all(Section section) {
    long mask = 0;
    for (BaseFact fact : BaseFact.values()) {
      if (fact.section() == section) {
        mask |= fact.mask();
      }
    }
    return mask;
  }
}
