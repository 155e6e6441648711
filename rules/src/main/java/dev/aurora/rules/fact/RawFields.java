package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.Fields.raw;

import java.util.List;

/**
 * Facts that rules cannot read, because they can rightly be absent or are no number, flag or text;
 * named so that the checker can point to what stands for them.
 */
final class RawFields {

  private RawFields() {}

  static List<FactField<OrderCheck>> all() {
    return List.of(
        raw("now", "Market time of the check.", "decisionAge", check -> check.facts().now()),
        raw(
            "intentId",
            "The decision leg that the order serves.",
            "clientOrderId",
            check -> check.order().intentId()),
        raw(
            "limitPrice",
            "Price of a LIMIT order; a MARKET order has none.",
            "adversePriceMoveBps",
            check -> check.order().limitPrice()),
        raw(
            "expiresAt",
            "When the order ends; may be open.",
            "expired",
            check -> check.order().expiresAt()),
        raw(
            "decidedAt",
            "When the decision fell.",
            "decisionAge",
            check -> check.order().decidedAt()),
        raw(
            "sessionsOld",
            "Sessions since the decision or the bar.",
            "decisionSessions",
            check -> check.order().sessionsOld()),
        raw(
            "replaces",
            "The order that this one replaces.",
            "replacement",
            check -> check.order().replaces()),
        raw("bid", "Best bid.", "referencePrice", check -> check.quote().bid()),
        raw("ask", "Best ask.", "referencePrice", check -> check.quote().ask()),
        raw("last", "Last price.", "referencePrice", check -> check.quote().last()),
        raw("asOf", "Time of the quote.", "referencePriceAge", check -> check.quote().asOf()),
        raw(
            "closesAt",
            "When the session closes.",
            "secondsToClose",
            check -> check.session().closesAt()),
        raw(
            "limitState",
            "The exchange's price limit that is reached.",
            "atPriceLimit",
            check -> check.session().limitState()),
        raw(
            "sectorExposure",
            "Exposure by sector.",
            "sectorShareBps",
            check -> check.account().sectorExposure()),
        raw(
            "firmValueEntered",
            "Value entered over all accounts.",
            "firmValueEnteredAfter",
            check -> check.account().firmValueEntered()),
        raw(
            "lastExitAt",
            "When the position was last left.",
            "secondsSinceLastExit",
            check -> check.position().lastExitAt()),
        raw(
            "bestOwnBid",
            "Highest own working buy.",
            "crossesOwnOrder",
            check -> check.position().bestOwnBid()),
        raw(
            "bestOwnAsk",
            "Lowest own working sell.",
            "crossesOwnOrder",
            check -> check.position().bestOwnAsk()),
        raw(
            "envelope",
            "What the strategy was promoted for.",
            "enveloped",
            check -> check.control().envelope()));
  }
}
