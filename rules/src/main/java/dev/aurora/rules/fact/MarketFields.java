package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.BaseFact.CLOSES_AT;
import static dev.aurora.rules.fact.BaseFact.CORPORATE_ACTION_PENDING;
import static dev.aurora.rules.fact.BaseFact.HALTED;
import static dev.aurora.rules.fact.BaseFact.NOW;
import static dev.aurora.rules.fact.BaseFact.PHASE;
import static dev.aurora.rules.fact.BaseFact.PREVIOUS_CLOSE;
import static dev.aurora.rules.fact.BaseFact.QUOTE_SOURCE;
import static dev.aurora.rules.fact.BaseFact.REFERENCE_PRICE;
import static dev.aurora.rules.fact.Fields.PRICE;
import static dev.aurora.rules.fact.Fields.bool;
import static dev.aurora.rules.fact.Fields.decimal;
import static dev.aurora.rules.fact.Fields.of;
import static dev.aurora.rules.fact.Fields.text;

import dev.aurora.rules.limit.LimitUnit;
import java.util.List;
import java.util.stream.Stream;

/** Registry entries of prices, ages and the trading session. */
final class MarketFields {

  private MarketFields() {}

  static List<FactField<OrderCheck>> all() {
    return Stream.of(market()).flatMap(List::stream).toList();
  }

  private static List<FactField<OrderCheck>> market() {
    return List.of(
        decimal(
            "referencePrice",
            PRICE,
            "First present of quote mid, last, previous close.",
            of(REFERENCE_PRICE),
            OrderCheck::getReferencePrice),
        decimal(
            "previousClose",
            PRICE,
            "Previous close.",
            of(PREVIOUS_CLOSE),
            OrderCheck::getPreviousClose),
        text("quoteSource", "LIVE or BAR.", of(QUOTE_SOURCE), OrderCheck::getQuoteSource),
        decimal(
            "valuationPrice",
            PRICE,
            "What one unit is valued at: the limit price of a BUY LIMIT, the higher of limit price"
                + " and bid of a SELL LIMIT, the ask with a buffer of a BUY MARKET, the bid of a"
                + " SELL MARKET; an absent side falls back to the reference price.",
            Needs::valuation,
            OrderCheck::getValuationPrice),
        decimal(
            "orderValue",
            LimitUnit.MONEY.word(),
            "Quantity x valuation price x multiplier x exchange rate.",
            Needs::orderValue,
            OrderCheck::getOrderValue),
        decimal(
            "adversePriceMoveBps",
            LimitUnit.BPS.word(),
            "How far the order's price lies beyond the reference price to its disadvantage; of a"
                + " MARKET order the distance of the touch.",
            Needs::adverseMove,
            OrderCheck::getAdversePriceMoveBps),
        decimal(
            "priceCollarFactor",
            "",
            "1, and 2 for reducers, whose collar is doubled.",
            Needs::reducer,
            OrderCheck::getPriceCollarFactor),
        decimal(
            "priceBandMoveBps",
            LimitUnit.BPS.word(),
            "Distance of the reference price from the previous close.",
            Needs::priceBandMove,
            OrderCheck::getPriceBandMoveBps),
        decimal(
            "referencePriceAge",
            LimitUnit.SECONDS.word(),
            "Age of a LIVE quote; 0 for a BAR.",
            Needs::referencePriceAge,
            OrderCheck::getReferencePriceAge),
        decimal(
            "referencePriceSessions",
            LimitUnit.SESSIONS.word(),
            "Sessions since the BAR; 0 for a LIVE quote.",
            Needs::referencePriceSessions,
            OrderCheck::getReferencePriceSessions),
        decimal(
            "decisionAge",
            LimitUnit.SECONDS.word(),
            "Age of a decision on LIVE prices; 0 for one on a BAR.",
            Needs::decisionAge,
            OrderCheck::getDecisionAge),
        decimal(
            "decisionSessions",
            LimitUnit.SESSIONS.word(),
            "Sessions since the decision on a BAR; 0 for one on LIVE prices.",
            Needs::decisionSessions,
            OrderCheck::getDecisionSessions),
        text(
            "phase",
            "PRE_OPEN, OPEN, CLOSING_AUCTION, POST_CLOSE or CLOSED.",
            of(PHASE),
            OrderCheck::getPhase),
        decimal(
            "secondsToClose",
            LimitUnit.SECONDS.word(),
            "Time to the session's close; negative after it.",
            of(NOW, CLOSES_AT),
            OrderCheck::getSecondsToClose),
        bool("halted", "The exchange halted the symbol.", of(HALTED), OrderCheck::isHalted),
        bool(
            "atPriceLimit",
            "The exchange's price limit on the order's side is reached: limit-up for a BUY,"
                + " limit-down for a SELL.",
            Needs::atPriceLimit,
            OrderCheck::isAtPriceLimit),
        bool(
            "corporateActionPending",
            "A split, merger, spin-off or special dividend takes effect in the session and open"
                + " state is not adjusted yet.",
            of(CORPORATE_ACTION_PENDING),
            OrderCheck::isCorporateActionPending));
  }
}
