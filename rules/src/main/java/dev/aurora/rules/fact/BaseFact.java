package dev.aurora.rules.fact;

import org.jspecify.annotations.Nullable;

/**
 * The facts that can be missing, each by the path of its JSON key. Two of them are no keys: {@link
 * #REFERENCE_PRICE} is missing when no price gives one, {@link #CURRENT_PRICE} when only a previous
 * close does although the source is LIVE. {@link #ORDER}, {@link #POSITION} and {@link #SESSION}
 * stand for a whole section, for values that need nothing else of it.
 */
enum BaseFact {
  NOW(Section.CHECK, "now"),

  ORDER(Section.ORDER, ""),
  CLIENT_ORDER_ID(Section.ORDER, "clientOrderId"),
  ORDER_ACCOUNT(Section.ORDER, "account"),
  STRATEGY(Section.ORDER, "strategy"),
  MODEL_VERSION(Section.ORDER, "modelVersion"),
  VENUE(Section.ORDER, "venue"),
  SYMBOL(Section.ORDER, "symbol"),
  SIDE(Section.ORDER, "side"),
  TYPE(Section.ORDER, "type"),
  QUANTITY(Section.ORDER, "quantity"),
  LIMIT_PRICE(Section.ORDER, "limitPrice"),
  TIME_IN_FORCE(Section.ORDER, "timeInForce"),
  ORIGIN(Section.ORDER, "origin"),
  EXPIRES_AT(Section.ORDER, "expiresAt"),
  DECIDED_AT(Section.ORDER, "decidedAt"),
  ORDER_SESSIONS_OLD(Section.ORDER, "sessionsOld"),

  INSTRUMENT_SYMBOL(Section.INSTRUMENT, "symbol"),
  INSTRUMENT_CURRENCY(Section.INSTRUMENT, "currency"),
  TICK_SIZE(Section.INSTRUMENT, "tickSize"),
  LOT_SIZE(Section.INSTRUMENT, "lotSize"),
  MIN_QUANTITY(Section.INSTRUMENT, "minQuantity"),
  MAX_QUANTITY(Section.INSTRUMENT, "maxQuantity"),
  MULTIPLIER(Section.INSTRUMENT, "multiplier"),
  FX_RATE(Section.INSTRUMENT, "fxRate"),
  SECTOR(Section.INSTRUMENT, "sector"),
  AVERAGE_DAILY_VOLUME(Section.INSTRUMENT, "averageDailyVolume"),
  SHORTABLE(Section.INSTRUMENT, "shortable"),
  SHORTABLE_QUANTITY(Section.INSTRUMENT, "shortableQuantity"),

  REFERENCE_PRICE(Section.QUOTE, "referencePrice"),
  CURRENT_PRICE(Section.QUOTE, "referencePrice"),
  BID(Section.QUOTE, "bid"),
  ASK(Section.QUOTE, "ask"),
  PREVIOUS_CLOSE(Section.QUOTE, "previousClose"),
  AS_OF(Section.QUOTE, "asOf"),
  QUOTE_SOURCE(Section.QUOTE, "source"),
  QUOTE_SESSIONS_OLD(Section.QUOTE, "sessionsOld"),

  POSITION(Section.POSITION, ""),
  POSITION_QUANTITY(Section.POSITION, "quantity"),
  AVERAGE_PRICE(Section.POSITION, "averagePrice"),
  WORKING_BUY(Section.POSITION, "workingBuy"),
  WORKING_SELL(Section.POSITION, "workingSell"),
  WORKING_BUY_ORDERS(Section.POSITION, "workingBuyOrders"),
  WORKING_SELL_ORDERS(Section.POSITION, "workingSellOrders"),
  LAST_EXIT_AT(Section.POSITION, "lastExitAt"),
  BEST_OWN_BID(Section.POSITION, "bestOwnBid"),
  BEST_OWN_ASK(Section.POSITION, "bestOwnAsk"),

  SESSION(Section.SESSION, ""),
  PHASE(Section.SESSION, "phase"),
  CLOSES_AT(Section.SESSION, "closesAt"),
  HALTED(Section.SESSION, "halted"),
  LIMIT_STATE(Section.SESSION, "limitState"),
  CORPORATE_ACTION_PENDING(Section.SESSION, "corporateActionPending"),

  ACCOUNT_CURRENCY(Section.ACCOUNT, "currency"),
  CASH(Section.ACCOUNT, "cash"),
  BUYING_POWER(Section.ACCOUNT, "buyingPower"),
  EQUITY(Section.ACCOUNT, "equity"),
  EQUITY_AT_OPEN(Section.ACCOUNT, "equityAtOpen"),
  EQUITY_PEAK(Section.ACCOUNT, "equityPeak"),
  GROSS_EXPOSURE(Section.ACCOUNT, "grossExposure"),
  NET_EXPOSURE(Section.ACCOUNT, "netExposure"),
  SECTOR_EXPOSURE(Section.ACCOUNT, "sectorExposure"),
  VALUE_ENTERED(Section.ACCOUNT, "valueEntered"),
  ORDERS_TODAY(Section.ACCOUNT, "ordersToday"),
  OPEN_BREAKS(Section.ACCOUNT, "openBreaks"),

  SUBMITS_STRATEGY(Section.ACTIVITY, "submitsStrategy"),
  SUBMITS_ACCOUNT(Section.ACTIVITY, "submitsAccount"),
  SUBMITS_SYMBOL(Section.ACTIVITY, "submitsSymbol"),
  MESSAGES_WINDOW(Section.ACTIVITY, "messagesWindow"),
  MESSAGES_SESSION(Section.ACTIVITY, "messagesSession"),
  EXECUTIONS_SESSION(Section.ACTIVITY, "executionsSession"),
  IDENTICAL_ORDERS(Section.ACTIVITY, "identicalOrders"),
  ENTRIES_WITHOUT_PERSON(Section.ACTIVITY, "entriesWithoutPerson"),
  LOSING_EXITS(Section.ACTIVITY, "losingExits"),
  DENIALS_WINDOW(Section.ACTIVITY, "denialsWindow"),
  BROKER_REJECTS_WINDOW(Section.ACTIVITY, "brokerRejectsWindow"),

  TRADING_STATE(Section.CONTROL, "tradingState"),
  RESTRICTED(Section.CONTROL, "restricted"),
  NO_TRADE(Section.CONTROL, "noTrade"),
  PERMITTED(Section.CONTROL, "permitted"),
  APPROVED_MODEL(Section.CONTROL, "approvedModel"),
  DATA_SANE(Section.CONTROL, "dataSane"),
  GATE_LEVEL(Section.CONTROL, "gateLevel"),
  REQUIRED_GATE_LEVEL(Section.CONTROL, "requiredGateLevel"),
  RULE_SET_APPROVED(Section.CONTROL, "ruleSetApproved"),
  MODE(Section.CONTROL, "mode"),
  STAGE(Section.CONTROL, "stage"),
  ENVELOPE(Section.CONTROL, "envelope"),
  ENVELOPE_SYMBOLS(Section.CONTROL, "envelope.symbols"),
  ENVELOPE_ORDER_VALUE_MAX(Section.CONTROL, "envelope.orderValueMax"),
  ENVELOPE_POSITION_MAX(Section.CONTROL, "envelope.positionMax"),
  ENVELOPE_ORDERS_MAX(Section.CONTROL, "envelope.ordersPerSessionMax");

  /** The sections of {@link OrderFacts}; the first five keep their bits in the low word. */
  enum Section {
    CHECK(""),
    ORDER("order"),
    INSTRUMENT("instrument"),
    QUOTE("quote"),
    POSITION("position"),
    SESSION("session"),
    ACCOUNT("account"),
    ACTIVITY("activity"),
    CONTROL("control");

    private final String key;

    Section(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }

    boolean inLowWord() {
      return ordinal() <= POSITION.ordinal();
    }

    boolean absentIn(OrderFacts facts) {
      return switch (this) {
        case CHECK -> false;
        case ORDER -> facts.order() == null;
        case INSTRUMENT -> facts.instrument() == null;
        case QUOTE -> facts.quote() == null;
        case POSITION -> facts.position() == null;
        case SESSION -> facts.session() == null;
        case ACCOUNT -> facts.account() == null;
        case ACTIVITY -> facts.activity() == null;
        case CONTROL -> facts.control() == null;
      };
    }

    /** As {@link BaseFact#given}, for the whole section. */
    <T> T given(@Nullable T value) {
      if (value == null) {
        throw readWhileMissing(key);
      }
      return value;
    }
  }

  private final Section section;
  private final String path;
  private final long mask;

  BaseFact(Section section, String key) {
    this.section = section;
    this.path =
        key.isEmpty() ? section.key() : section == Section.CHECK ? key : section.key() + "." + key;
    // Shifts count modulo 64; each word holds fewer than 64 neighbours, so bits never collide in
    // it.
    this.mask = 1L << ordinal();
  }

  Section section() {
    return section;
  }

  /** The JSON path, such as {@code account.equity}. */
  String path() {
    return path;
  }

  /** The fact's bit in the word of its section. */
  long mask() {
    return mask;
  }

  /** The bit when the value is absent, else 0. */
  long ifAbsent(@Nullable Object value) {
    return value == null ? mask : 0;
  }

  /**
   * The value itself, for a getter whose schema field needs this fact: it is read only while the
   * field's mask is 0, so the value is there. On the hot path: a null test.
   *
   * @throws IllegalStateException when it is absent all the same. An engine error denies; a null
   *     would break no rule, and so let the order through.
   */
  <T> T given(@Nullable T value) {
    if (value == null) {
      throw readWhileMissing(path);
    }
    return value;
  }

  private static IllegalStateException readWhileMissing(String path) {
    return new IllegalStateException(
        "the fact " + path + " is missing, and a value that needs it was read all the same");
  }
}
