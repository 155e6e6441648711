package dev.aurora.rules.fact;

import static dev.aurora.rules.fact.BaseFact.ACCOUNT_CURRENCY;
import static dev.aurora.rules.fact.BaseFact.AVERAGE_PRICE;
import static dev.aurora.rules.fact.BaseFact.BUYING_POWER;
import static dev.aurora.rules.fact.BaseFact.CASH;
import static dev.aurora.rules.fact.BaseFact.EQUITY;
import static dev.aurora.rules.fact.BaseFact.EQUITY_AT_OPEN;
import static dev.aurora.rules.fact.BaseFact.EQUITY_PEAK;
import static dev.aurora.rules.fact.BaseFact.GROSS_EXPOSURE;
import static dev.aurora.rules.fact.BaseFact.NET_EXPOSURE;
import static dev.aurora.rules.fact.BaseFact.OPEN_BREAKS;
import static dev.aurora.rules.fact.BaseFact.ORDERS_TODAY;
import static dev.aurora.rules.fact.BaseFact.POSITION_QUANTITY;
import static dev.aurora.rules.fact.BaseFact.VALUE_ENTERED;
import static dev.aurora.rules.fact.BaseFact.WORKING_BUY;
import static dev.aurora.rules.fact.BaseFact.WORKING_BUY_ORDERS;
import static dev.aurora.rules.fact.BaseFact.WORKING_SELL;
import static dev.aurora.rules.fact.BaseFact.WORKING_SELL_ORDERS;
import static dev.aurora.rules.fact.Fields.PRICE;
import static dev.aurora.rules.fact.Fields.bool;
import static dev.aurora.rules.fact.Fields.decimal;
import static dev.aurora.rules.fact.Fields.of;
import static dev.aurora.rules.fact.Fields.text;

import dev.aurora.rules.limit.LimitUnit;
import java.util.List;
import java.util.stream.Stream;

/** Registry entries of account, position and own working orders. */
final class AccountFields {

  private AccountFields() {}

  static List<FactField<OrderCheck>> all() {
    return Stream.of(account(), position()).flatMap(List::stream).toList();
  }

  private static List<FactField<OrderCheck>> account() {
    return List.of(
        text(
            "accountCurrency",
            "Currency of the account.",
            of(ACCOUNT_CURRENCY),
            OrderCheck::getAccountCurrency),
        decimal("cash", LimitUnit.MONEY.word(), "Cash.", of(CASH), OrderCheck::getCash),
        decimal(
            "buyingPower",
            LimitUnit.MONEY.word(),
            "Free buying power, net of holds.",
            of(BUYING_POWER),
            OrderCheck::getBuyingPower),
        decimal(
            "equity",
            LimitUnit.MONEY.word(),
            "Equity: realised, unrealised and fees.",
            of(EQUITY),
            OrderCheck::getEquity),
        decimal(
            "equityAtOpen",
            LimitUnit.MONEY.word(),
            "Equity at the previous close, after corporate actions and cash flows.",
            of(EQUITY_AT_OPEN),
            OrderCheck::getEquityAtOpen),
        decimal(
            "equityPeak",
            LimitUnit.MONEY.word(),
            "Highest equity so far, shifted by cash flows.",
            of(EQUITY_PEAK),
            OrderCheck::getEquityPeak),
        decimal(
            "grossExposure",
            LimitUnit.MONEY.word(),
            "Positions and working orders, this order not included.",
            of(GROSS_EXPOSURE),
            OrderCheck::getGrossExposure),
        decimal(
            "netExposure",
            LimitUnit.MONEY.word(),
            "Signed net exposure, this order not included.",
            of(NET_EXPOSURE),
            OrderCheck::getNetExposure),
        decimal(
            "valueEntered",
            LimitUnit.MONEY.word(),
            "Value of all orders of the account entered this session.",
            of(VALUE_ENTERED),
            OrderCheck::getValueEntered),
        decimal(
            "ordersToday",
            LimitUnit.ORDERS.word(),
            "Orders of the account this session.",
            of(ORDERS_TODAY),
            OrderCheck::getOrdersToday),
        decimal(
            "openBreaks",
            "breaks",
            "Open reconciliation breaks in the order's scope.",
            of(OPEN_BREAKS),
            OrderCheck::getOpenBreaks),
        decimal(
            "lossToday",
            LimitUnit.MONEY.word(),
            "Equity at open minus equity; negative on a day's gain.",
            of(EQUITY_AT_OPEN, EQUITY),
            OrderCheck::getLossToday),
        decimal(
            "drawdownBps",
            LimitUnit.BPS.word(),
            "Fall of equity from its peak, as a share of the peak.",
            of(EQUITY_PEAK, EQUITY),
            OrderCheck::getDrawdownBps),
        decimal(
            "grossExposureAfter",
            LimitUnit.MONEY.word(),
            "Gross exposure with this order.",
            check -> Needs.orderValue(check).or(FactBits.of(GROSS_EXPOSURE)),
            OrderCheck::getGrossExposureAfter),
        decimal(
            "netExposureAfter",
            LimitUnit.MONEY.word(),
            "Net exposure with this order, without its sign.",
            check -> Needs.orderValue(check).or(FactBits.of(NET_EXPOSURE)),
            OrderCheck::getNetExposureAfter),
        decimal(
            "symbolShareBps",
            LimitUnit.BPS.word(),
            "Worst position x reference price x multiplier x exchange rate, as a share of equity.",
            Needs::symbolShare,
            OrderCheck::getSymbolShareBps),
        decimal(
            "sectorShareBps",
            LimitUnit.BPS.word(),
            "Exposure in the instrument's sector with this order, as a share of equity.",
            Needs::sectorShare,
            OrderCheck::getSectorShareBps),
        decimal(
            "valueEnteredAfter",
            LimitUnit.MONEY.word(),
            "Value entered by the account this session with this order.",
            check -> Needs.orderValue(check).or(FactBits.of(VALUE_ENTERED)),
            OrderCheck::getValueEnteredAfter),
        decimal(
            "firmValueEnteredAfter",
            LimitUnit.MONEY.word(),
            "Value entered by all accounts of the firm this session with this order; the account's"
                + " own when it is the only one.",
            Needs::firmValueEntered,
            OrderCheck::getFirmValueEnteredAfter));
  }

  private static List<FactField<OrderCheck>> position() {
    return List.of(
        decimal(
            "position",
            LimitUnit.UNITS.word(),
            "Filled position, signed.",
            of(POSITION_QUANTITY),
            OrderCheck::getPosition),
        decimal(
            "averagePrice",
            PRICE,
            "Average price of the position.",
            of(AVERAGE_PRICE),
            OrderCheck::getAveragePrice),
        decimal(
            "workingBuy",
            LimitUnit.UNITS.word(),
            "Leaves of working buys, this order not included.",
            of(WORKING_BUY),
            OrderCheck::getWorkingBuy),
        decimal(
            "workingSell",
            LimitUnit.UNITS.word(),
            "Leaves of working sells, this order not included.",
            of(WORKING_SELL),
            OrderCheck::getWorkingSell),
        decimal(
            "workingBuyOrders",
            LimitUnit.ORDERS.word(),
            "Working buys in the symbol.",
            of(WORKING_BUY_ORDERS),
            OrderCheck::getWorkingBuyOrders),
        decimal(
            "workingSellOrders",
            LimitUnit.ORDERS.word(),
            "Working sells in the symbol.",
            of(WORKING_SELL_ORDERS),
            OrderCheck::getWorkingSellOrders),
        decimal(
            "workingOrders",
            LimitUnit.ORDERS.word(),
            "Working orders in the symbol on the order's side.",
            Needs::workingOrders,
            OrderCheck::getWorkingOrders),
        decimal(
            "worstLong",
            LimitUnit.UNITS.word(),
            "Position if every working buy, and this order if a BUY, fills and no sell does.",
            Needs::worstLong,
            OrderCheck::getWorstLong),
        decimal(
            "worstShort",
            LimitUnit.UNITS.word(),
            "Short position if every working sell, and this order if a SELL, fills and no buy does;"
                + " negative while long.",
            Needs::worstShort,
            OrderCheck::getWorstShort),
        decimal(
            "worstPosition",
            LimitUnit.UNITS.word(),
            "The larger of worst long and worst short.",
            Needs::worstPosition,
            OrderCheck::getWorstPosition),
        decimal(
            "shortPart",
            LimitUnit.UNITS.word(),
            "Units of a SELL that are not covered by position less working sells; 0 for a BUY.",
            Needs::shortPart,
            OrderCheck::getShortPart),
        bool(
            "crossesOwnOrder",
            "The order could trade against an own working order: a LIMIT at or through its best"
                + " price, a MARKET against any.",
            Needs::crossesOwnOrder,
            OrderCheck::isCrossesOwnOrder),
        decimal(
            "secondsSinceLastExit",
            LimitUnit.SECONDS.word(),
            "Time since the last exit from the symbol, at least 0; 1 000 000 000 000 when there was"
                + " none.",
            Needs::secondsSinceLastExit,
            OrderCheck::getSecondsSinceLastExit));
  }
}
