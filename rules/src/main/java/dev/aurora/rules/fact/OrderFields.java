package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.BaseFact.ACCOUNT_CURRENCY;
import static dev.aurora.rules.fact.BaseFact.AVERAGE_DAILY_VOLUME;
import static dev.aurora.rules.fact.BaseFact.CLIENT_ORDER_ID;
import static dev.aurora.rules.fact.BaseFact.FX_RATE;
import static dev.aurora.rules.fact.BaseFact.INSTRUMENT_CURRENCY;
import static dev.aurora.rules.fact.BaseFact.INSTRUMENT_SYMBOL;
import static dev.aurora.rules.fact.BaseFact.LOT_SIZE;
import static dev.aurora.rules.fact.BaseFact.MAX_QUANTITY;
import static dev.aurora.rules.fact.BaseFact.MIN_QUANTITY;
import static dev.aurora.rules.fact.BaseFact.MODEL_VERSION;
import static dev.aurora.rules.fact.BaseFact.MULTIPLIER;
import static dev.aurora.rules.fact.BaseFact.NOW;
import static dev.aurora.rules.fact.BaseFact.ORDER;
import static dev.aurora.rules.fact.BaseFact.ORDER_ACCOUNT;
import static dev.aurora.rules.fact.BaseFact.ORIGIN;
import static dev.aurora.rules.fact.BaseFact.QUANTITY;
import static dev.aurora.rules.fact.BaseFact.SECTOR;
import static dev.aurora.rules.fact.BaseFact.SHORTABLE;
import static dev.aurora.rules.fact.BaseFact.SHORTABLE_QUANTITY;
import static dev.aurora.rules.fact.BaseFact.SIDE;
import static dev.aurora.rules.fact.BaseFact.STRATEGY;
import static dev.aurora.rules.fact.BaseFact.SYMBOL;
import static dev.aurora.rules.fact.BaseFact.TICK_SIZE;
import static dev.aurora.rules.fact.BaseFact.TIME_IN_FORCE;
import static dev.aurora.rules.fact.BaseFact.TYPE;
import static dev.aurora.rules.fact.BaseFact.VENUE;
import static dev.aurora.rules.fact.Fields.PRICE;
import static dev.aurora.rules.fact.Fields.bool;
import static dev.aurora.rules.fact.Fields.decimal;
import static dev.aurora.rules.fact.Fields.of;
import static dev.aurora.rules.fact.Fields.text;

import dev.aurora.rules.limit.LimitUnit;
import java.util.List;
import java.util.stream.Stream;

/** Registry entries of the order, its role and its instrument. */
final class OrderFields {

  private OrderFields() {}

  static List<FactField<OrderCheck>> all() {
    return Stream.of(order(), role(), instrument()).flatMap(List::stream).toList();
  }

  private static List<FactField<OrderCheck>> order() {
    return List.of(
        text(
            "clientOrderId",
            "The order's unique key.",
            of(CLIENT_ORDER_ID),
            OrderCheck::getClientOrderId),
        text(
            "account", "Account that the order is for.", of(ORDER_ACCOUNT), OrderCheck::getAccount),
        text("strategy", "Strategy that decided.", of(STRATEGY), OrderCheck::getStrategy),
        text(
            "modelVersion",
            "Model version that decided.",
            of(MODEL_VERSION),
            OrderCheck::getModelVersion),
        text("venue", "Where the order would go.", of(VENUE), OrderCheck::getVenue),
        text("symbol", "What would be traded.", of(SYMBOL), OrderCheck::getSymbol),
        text("side", "BUY or SELL.", of(SIDE), OrderCheck::getSide),
        text("type", "MARKET or LIMIT.", of(TYPE), OrderCheck::getType),
        text(
            "timeInForce",
            "DAY, GTC, IOC, FOK or GTD.",
            of(TIME_IN_FORCE),
            OrderCheck::getTimeInForce),
        text("origin", "STRATEGY, MANUAL_EXIT or KILL_FLATTEN.", of(ORIGIN), OrderCheck::getOrigin),
        decimal(
            "quantity",
            LimitUnit.UNITS.word(),
            "Ordered units.",
            of(QUANTITY),
            OrderCheck::getQuantity),
        bool(
            "nonFinite",
            "Quantity or price arrived as NaN or infinite.",
            of(ORDER),
            OrderCheck::isNonFinite),
        bool(
            "identified",
            "Key, account, strategy, model, venue and symbol are all named, none is blank.",
            of(
                CLIENT_ORDER_ID,
                ORDER_ACCOUNT,
                STRATEGY,
                MODEL_VERSION,
                VENUE,
                SYMBOL,
                TIME_IN_FORCE),
            OrderCheck::isIdentified),
        bool(
            "limitWithoutPrice",
            "A LIMIT order has no price.",
            of(ORDER, TYPE),
            OrderCheck::isLimitWithoutPrice),
        bool(
            "limitPriceNotPositive",
            "A LIMIT order has a price of zero or less.",
            of(ORDER, TYPE),
            OrderCheck::isLimitPriceNotPositive),
        bool(
            "expired",
            "The order has expired: its expiry is now or before.",
            Needs::expired,
            OrderCheck::isExpired),
        bool(
            "replacement", "The order replaces another one.", of(ORDER), OrderCheck::isReplacement),
        bool(
            "inconsistentFacts",
            "Facts contradict each other: working units without working orders or the reverse, a"
                + " position with zero gross exposure, negative gross exposure or working units, or"
                + " a price, tick, lot, multiplier or exchange rate that is not positive.",
            of(),
            OrderCheck::isInconsistentFacts),
        bool(
            "timeInTheFuture",
            "A quote, decision or last exit lies more than a second after now.",
            of(NOW),
            OrderCheck::isTimeInTheFuture));
  }

  private static List<FactField<OrderCheck>> role() {
    return List.of(
        bool(
            "reducer",
            "The order can only make the position smaller: with A = units held against its side and"
                + " W = working units on its side, A > 0 and quantity + W <= A.",
            Needs::reducer,
            OrderCheck::isReducer),
        bool(
            "opener",
            "Every order that is not a reducer; one that closes and flips is an opener.",
            Needs::reducer,
            OrderCheck::isOpener),
        bool(
            "manualExit",
            "A person's reducer, released by two persons.",
            Needs::manualExit,
            OrderCheck::isManualExit),
        bool(
            "haltExempt",
            "A reducer of a person (MANUAL_EXIT) or of the kill switch (KILL_FLATTEN): passes while"
                + " trading is halted.",
            Needs::haltExempt,
            OrderCheck::isHaltExempt),
        decimal(
            "largestReducingQuantity",
            LimitUnit.UNITS.word(),
            "Largest quantity that would be a reducer: max(0, A - W).",
            Needs::closable,
            OrderCheck::getLargestReducingQuantity),
        bool(
            "closesPosition",
            "A reducer of all that is left to close: quantity = A - W.",
            Needs::reducer,
            OrderCheck::isClosesPosition));
  }

  private static List<FactField<OrderCheck>> instrument() {
    return List.of(
        text(
            "instrumentCurrency",
            "Currency of prices.",
            of(INSTRUMENT_CURRENCY),
            OrderCheck::getInstrumentCurrency),
        decimal("tickSize", PRICE, "Smallest price step.", of(TICK_SIZE), OrderCheck::getTickSize),
        decimal(
            "lotSize",
            LimitUnit.UNITS.word(),
            "Smallest quantity step.",
            of(LOT_SIZE),
            OrderCheck::getLotSize),
        decimal(
            "minQuantity",
            LimitUnit.UNITS.word(),
            "Least quantity of an order that the instrument allows.",
            of(MIN_QUANTITY),
            OrderCheck::getMinQuantity),
        decimal(
            "maxQuantity",
            LimitUnit.UNITS.word(),
            "Largest quantity of an order that the instrument allows.",
            of(MAX_QUANTITY),
            OrderCheck::getMaxQuantity),
        decimal(
            "multiplier",
            "",
            "Value of one unit at price 1.",
            of(MULTIPLIER),
            OrderCheck::getMultiplier),
        decimal(
            "fxRate",
            "",
            "Account currency per price currency.",
            of(FX_RATE),
            OrderCheck::getFxRate),
        decimal(
            "averageDailyVolume",
            LimitUnit.UNITS.word(),
            "Average daily volume over 20 sessions.",
            of(AVERAGE_DAILY_VOLUME),
            OrderCheck::getAverageDailyVolume),
        text("sector", "Sector of the instrument.", of(SECTOR), OrderCheck::getSector),
        bool(
            "shortable",
            "The instrument can be sold short; only needed when a part of the order sells short.",
            of(SHORTABLE),
            OrderCheck::isShortable),
        decimal(
            "shortableQuantity",
            LimitUnit.UNITS.word(),
            "Units that can be borrowed; only needed when a part of the order sells short.",
            of(SHORTABLE_QUANTITY),
            OrderCheck::getShortableQuantity),
        bool(
            "instrumentMatches",
            "The instrument's data are those of the order's symbol.",
            of(SYMBOL, INSTRUMENT_SYMBOL, INSTRUMENT_CURRENCY, ACCOUNT_CURRENCY),
            OrderCheck::isInstrumentMatches),
        bool(
            "offTick",
            "The limit price is not a multiple of the tick size.",
            Needs::offTick,
            OrderCheck::isOffTick),
        bool(
            "offLot",
            "The quantity is not a multiple of the lot size.",
            of(QUANTITY, LOT_SIZE),
            OrderCheck::isOffLot),
        decimal(
            "advParticipationBps",
            LimitUnit.BPS.word(),
            "Quantity as a share of the average daily volume.",
            of(QUANTITY, AVERAGE_DAILY_VOLUME),
            OrderCheck::getAdvParticipationBps));
  }
}
