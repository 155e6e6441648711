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
            check -> check.facts().order().intentId()),
        raw(
            "limitPrice",
            "Price of a LIMIT order; a MARKET order has none.",
            "adversePriceMoveBps",
            check -> check.facts().order().limitPrice()),
        raw(
            "expiresAt",
            "When the order ends; may be open.",
            "expired",
            check -> check.facts().order().expiresAt()),
        raw(
            "decidedAt",
            "When the decision fell.",
            "decisionAge",
            check -> check.facts().order().decidedAt()),
        raw(
            "sessionsOld",
            "Sessions since the decision or the bar.",
            "decisionSessions",
            check -> check.facts().order().sessionsOld()),
        raw(
            "replaces",
            "The order that this one replaces.",
            "replacement",
            check -> check.facts().order().replaces()),
        raw("bid", "Best bid.", "referencePrice", check -> check.facts().quote().bid()),
        raw("ask", "Best ask.", "referencePrice", check -> check.facts().quote().ask()),
        raw("last", "Last price.", "referencePrice", check -> check.facts().quote().last()),
        raw(
            "asOf",
            "Time of the quote.",
            "referencePriceAge",
            check -> check.facts().quote().asOf()),
        raw(
            "closesAt",
            "When the session closes.",
            "secondsToClose",
            check -> check.facts().session().closesAt()),
        raw(
            "limitState",
            "The exchange's price limit that is reached.",
            "atPriceLimit",
            check -> check.facts().session().limitState()),
        raw(
            "sectorExposure",
            "Exposure by sector.",
            "sectorShareBps",
            check -> check.facts().account().sectorExposure()),
        raw(
            "firmValueEntered",
            "Value entered over all accounts.",
            "firmValueEnteredAfter",
            check -> check.facts().account().firmValueEntered()),
        raw(
            "lastExitAt",
            "When the position was last left.",
            "secondsSinceLastExit",
            check -> check.facts().position().lastExitAt()),
        raw(
            "bestOwnBid",
            "Highest own working buy.",
            "crossesOwnOrder",
            check -> check.facts().position().bestOwnBid()),
        raw(
            "bestOwnAsk",
            "Lowest own working sell.",
            "crossesOwnOrder",
            check -> check.facts().position().bestOwnAsk()),
        raw(
            "envelope",
            "What the strategy was promoted for.",
            "enveloped",
            check -> check.facts().control().envelope()));
  }
}
