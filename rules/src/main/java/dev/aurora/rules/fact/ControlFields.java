package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.BaseFact.APPROVED_MODEL;
import static dev.aurora.rules.fact.BaseFact.BROKER_REJECTS_WINDOW;
import static dev.aurora.rules.fact.BaseFact.DATA_SANE;
import static dev.aurora.rules.fact.BaseFact.DENIALS_WINDOW;
import static dev.aurora.rules.fact.BaseFact.ENTRIES_WITHOUT_PERSON;
import static dev.aurora.rules.fact.BaseFact.ENVELOPE_ORDERS_MAX;
import static dev.aurora.rules.fact.BaseFact.ENVELOPE_ORDER_VALUE_MAX;
import static dev.aurora.rules.fact.BaseFact.ENVELOPE_POSITION_MAX;
import static dev.aurora.rules.fact.BaseFact.ENVELOPE_SYMBOLS;
import static dev.aurora.rules.fact.BaseFact.EXECUTIONS_SESSION;
import static dev.aurora.rules.fact.BaseFact.GATE_LEVEL;
import static dev.aurora.rules.fact.BaseFact.IDENTICAL_ORDERS;
import static dev.aurora.rules.fact.BaseFact.LOSING_EXITS;
import static dev.aurora.rules.fact.BaseFact.MESSAGES_SESSION;
import static dev.aurora.rules.fact.BaseFact.MESSAGES_WINDOW;
import static dev.aurora.rules.fact.BaseFact.MODE;
import static dev.aurora.rules.fact.BaseFact.NO_TRADE;
import static dev.aurora.rules.fact.BaseFact.PERMITTED;
import static dev.aurora.rules.fact.BaseFact.REQUIRED_GATE_LEVEL;
import static dev.aurora.rules.fact.BaseFact.RESTRICTED;
import static dev.aurora.rules.fact.BaseFact.RULE_SET_APPROVED;
import static dev.aurora.rules.fact.BaseFact.STAGE;
import static dev.aurora.rules.fact.BaseFact.SUBMITS_ACCOUNT;
import static dev.aurora.rules.fact.BaseFact.SUBMITS_STRATEGY;
import static dev.aurora.rules.fact.BaseFact.SUBMITS_SYMBOL;
import static dev.aurora.rules.fact.BaseFact.SYMBOL;
import static dev.aurora.rules.fact.BaseFact.TRADING_STATE;
import static dev.aurora.rules.fact.Fields.bool;
import static dev.aurora.rules.fact.Fields.decimal;
import static dev.aurora.rules.fact.Fields.of;
import static dev.aurora.rules.fact.Fields.text;

import dev.aurora.rules.limit.LimitUnit;
import java.util.List;
import java.util.stream.Stream;

/** Registry entries of counters and what Aurora allows. */
final class ControlFields {

  private ControlFields() {}

  static List<FactField<OrderCheck>> all() {
    return Stream.of(activity(), control()).flatMap(List::stream).toList();
  }

  private static List<FactField<OrderCheck>> activity() {
    return List.of(
        decimal(
            "submitsStrategy",
            LimitUnit.ORDERS.word(),
            "Submissions of the strategy in the window, in the order's own bucket (opener or"
                + " reducer).",
            of(SUBMITS_STRATEGY),
            OrderCheck::getSubmitsStrategy),
        decimal(
            "submitsAccount",
            LimitUnit.ORDERS.word(),
            "Submissions of the account in the window, in the order's own bucket.",
            of(SUBMITS_ACCOUNT),
            OrderCheck::getSubmitsAccount),
        decimal(
            "submitsSymbol",
            LimitUnit.ORDERS.word(),
            "Submissions in the symbol in the window, in the order's own bucket.",
            of(SUBMITS_SYMBOL),
            OrderCheck::getSubmitsSymbol),
        decimal(
            "messagesWindow",
            LimitUnit.MESSAGES.word(),
            "Messages in the window, in the order's own bucket.",
            of(MESSAGES_WINDOW),
            OrderCheck::getMessagesWindow),
        decimal(
            "messagesSession",
            LimitUnit.MESSAGES.word(),
            "Messages in the session.",
            of(MESSAGES_SESSION),
            OrderCheck::getMessagesSession),
        decimal(
            "executionsSession",
            LimitUnit.EXECUTIONS.word(),
            "Executions in the session.",
            of(EXECUTIONS_SESSION),
            OrderCheck::getExecutionsSession),
        decimal(
            "identicalOrders",
            LimitUnit.ORDERS.word(),
            "Orders of equal account, symbol, side, type, quantity and price in the window.",
            of(IDENTICAL_ORDERS),
            OrderCheck::getIdenticalOrders),
        decimal(
            "entriesWithoutPerson",
            LimitUnit.EXECUTIONS.word(),
            "Automatic entries of the strategy in the symbol filled without a person.",
            of(ENTRIES_WITHOUT_PERSON),
            OrderCheck::getEntriesWithoutPerson),
        decimal(
            "losingExits",
            LimitUnit.EXITS.word(),
            "Losing exits in the window.",
            of(LOSING_EXITS),
            OrderCheck::getLosingExits),
        decimal(
            "denialsWindow",
            LimitUnit.DENIALS.word(),
            "Denials in the window.",
            of(DENIALS_WINDOW),
            OrderCheck::getDenialsWindow),
        decimal(
            "brokerRejectsWindow",
            LimitUnit.REJECTS.word(),
            "Rejects by the broker in the window.",
            of(BROKER_REJECTS_WINDOW),
            OrderCheck::getBrokerRejectsWindow),
        decimal(
            "messagesPerExecution",
            LimitUnit.RATIO.word(),
            "Messages per execution in the session.",
            of(MESSAGES_SESSION, EXECUTIONS_SESSION),
            OrderCheck::getMessagesPerExecution));
  }

  private static List<FactField<OrderCheck>> control() {
    return List.of(
        text(
            "tradingState",
            "ACTIVE, REDUCE_ONLY or HALTED.",
            of(TRADING_STATE),
            OrderCheck::getTradingState),
        bool(
            "restricted",
            "The symbol is restricted: no openers.",
            of(RESTRICTED),
            OrderCheck::isRestricted),
        bool(
            "noTrade", "The symbol may not be traded at all.", of(NO_TRADE), OrderCheck::isNoTrade),
        bool(
            "permitted",
            "Account, strategy, venue, person and model are allowed for the symbol.",
            of(PERMITTED),
            OrderCheck::isPermitted),
        bool(
            "approvedModel",
            "The model version is the approved one.",
            of(APPROVED_MODEL),
            OrderCheck::isApprovedModel),
        bool("dataSane", "The run's DataSanity is green.", of(DATA_SANE), OrderCheck::isDataSane),
        bool(
            "ruleSetApproved",
            "The rule set in this process is the approved one.",
            of(RULE_SET_APPROVED),
            OrderCheck::isRuleSetApproved),
        text(
            "gateLevel",
            "Highest green gate level: NONE, L0, L1 or L2.",
            of(GATE_LEVEL),
            OrderCheck::getGateLevel),
        text(
            "requiredGateLevel",
            "Gate level that the strategy needs.",
            of(REQUIRED_GATE_LEVEL),
            OrderCheck::getRequiredGateLevel),
        bool(
            "gateLevelBelowRequired",
            "The green gate level is below the required one (NONE < L0 < L1 < L2).",
            Needs::gateLevelBelowRequired,
            OrderCheck::isGateLevelBelowRequired),
        text("mode", "SHADOW, PAPER or LIVE.", of(MODE), OrderCheck::getMode),
        text("stage", "baseline, week-one or week-two.", of(STAGE), OrderCheck::getStage),
        bool(
            "enveloped",
            "A deployment envelope is set; LIVE needs one.",
            check -> Needs.envelope(check, MODE),
            OrderCheck::isEnveloped),
        bool(
            "symbolInEnvelope",
            "The strategy was promoted for the symbol; true without an envelope, which only LIVE"
                + " needs.",
            check -> Needs.envelope(check, ENVELOPE_SYMBOLS).or(FactBits.of(SYMBOL)),
            OrderCheck::isSymbolInEnvelope),
        decimal(
            "envelopeOrderValueMax",
            LimitUnit.MONEY.word(),
            "Largest order value that the strategy was promoted for; 0 without an envelope.",
            check -> Needs.envelope(check, ENVELOPE_ORDER_VALUE_MAX),
            OrderCheck::getEnvelopeOrderValueMax),
        decimal(
            "envelopePositionMax",
            LimitUnit.UNITS.word(),
            "Largest position that the strategy was promoted for; 0 without an envelope.",
            check -> Needs.envelope(check, ENVELOPE_POSITION_MAX),
            OrderCheck::getEnvelopePositionMax),
        decimal(
            "envelopeOrdersMax",
            LimitUnit.ORDERS.word(),
            "Orders per session that the strategy was promoted for; 0 without an envelope.",
            check -> Needs.envelope(check, ENVELOPE_ORDERS_MAX),
            OrderCheck::getEnvelopeOrdersMax));
  }
}
