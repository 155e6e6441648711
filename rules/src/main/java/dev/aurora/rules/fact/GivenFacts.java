package dev.aurora.rules.fact;

import dev.aurora.rules.fact.BaseFact.Section;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of an {@link OrderCheck} that shows facts as they were given: rules read numbers and
 * counts as exact decimals, words of closed lists as text. What a getter needs, and when it may be
 * called, is told there.
 */
public abstract sealed class GivenFacts extends RuleFact permits OrderCheck {

  final OrderFacts facts;

  // Null only while the facts are incomplete; getters that need them are not read then.
  final @Nullable Order order;
  final @Nullable Instrument instrument;
  final @Nullable Quote quote;
  final @Nullable MarketSession session;
  final @Nullable AccountState account;
  final @Nullable PositionState position;
  final @Nullable Activity activity;
  final @Nullable ControlState control;

  GivenFacts(OrderFacts facts) {
    this.facts = Objects.requireNonNull(facts, "facts");
    this.order = facts.order();
    this.instrument = facts.instrument();
    this.quote = facts.quote();
    this.session = facts.session();
    this.account = facts.account();
    this.position = facts.position();
    this.activity = facts.activity();
    this.control = facts.control();
  }

  /** The facts that this check was made from. */
  public final OrderFacts facts() {
    return facts;
  }

  // The order as asked for.

  public final String getClientOrderId() {
    return BaseFact.CLIENT_ORDER_ID.given(order().clientOrderId());
  }

  public final String getAccount() {
    return BaseFact.ORDER_ACCOUNT.given(order().account());
  }

  public final String getStrategy() {
    return BaseFact.STRATEGY.given(order().strategy());
  }

  public final String getModelVersion() {
    return BaseFact.MODEL_VERSION.given(order().modelVersion());
  }

  public final String getVenue() {
    return BaseFact.VENUE.given(order().venue());
  }

  public final String getSymbol() {
    return BaseFact.SYMBOL.given(order().symbol());
  }

  public final String getSide() {
    return BaseFact.SIDE.given(order().side()).name();
  }

  public final String getType() {
    return BaseFact.TYPE.given(order().type()).name();
  }

  public final String getTimeInForce() {
    return BaseFact.TIME_IN_FORCE.given(order().timeInForce()).name();
  }

  public final String getOrigin() {
    return BaseFact.ORIGIN.given(order().origin()).name();
  }

  public final BigDecimal getQuantity() {
    return BaseFact.QUANTITY.given(order().quantity());
  }

  public final boolean isNonFinite() {
    return order().nonFinite();
  }

  // Instrument.

  public final String getInstrumentCurrency() {
    return BaseFact.INSTRUMENT_CURRENCY.given(instrument().currency());
  }

  public final BigDecimal getTickSize() {
    return BaseFact.TICK_SIZE.given(instrument().tickSize());
  }

  public final BigDecimal getLotSize() {
    return BaseFact.LOT_SIZE.given(instrument().lotSize());
  }

  public final BigDecimal getMinQuantity() {
    return BaseFact.MIN_QUANTITY.given(instrument().minQuantity());
  }

  public final BigDecimal getMaxQuantity() {
    return BaseFact.MAX_QUANTITY.given(instrument().maxQuantity());
  }

  public final BigDecimal getMultiplier() {
    return BaseFact.MULTIPLIER.given(instrument().multiplier());
  }

  public final BigDecimal getFxRate() {
    return BaseFact.FX_RATE.given(instrument().fxRate());
  }

  public final BigDecimal getAverageDailyVolume() {
    return BaseFact.AVERAGE_DAILY_VOLUME.given(instrument().averageDailyVolume());
  }

  public final String getSector() {
    return BaseFact.SECTOR.given(instrument().sector());
  }

  public final boolean isShortable() {
    return Boolean.TRUE.equals(instrument().shortable());
  }

  public final BigDecimal getShortableQuantity() {
    return zeroIfNull(instrument().shortableQuantity());
  }

  // Prices, ages and the trading session.

  public final BigDecimal getPreviousClose() {
    return BaseFact.PREVIOUS_CLOSE.given(quote().previousClose());
  }

  public final String getQuoteSource() {
    return BaseFact.QUOTE_SOURCE.given(quote().source()).name();
  }

  public final String getPhase() {
    return BaseFact.PHASE.given(session().phase()).name();
  }

  public final boolean isHalted() {
    return BaseFact.HALTED.given(session().halted());
  }

  public final boolean isCorporateActionPending() {
    return BaseFact.CORPORATE_ACTION_PENDING.given(session().corporateActionPending());
  }

  // The account and its exposure.

  public final String getAccountCurrency() {
    return BaseFact.ACCOUNT_CURRENCY.given(account().currency());
  }

  public final BigDecimal getCash() {
    return BaseFact.CASH.given(account().cash());
  }

  public final BigDecimal getBuyingPower() {
    return BaseFact.BUYING_POWER.given(account().buyingPower());
  }

  public final BigDecimal getEquity() {
    return BaseFact.EQUITY.given(account().equity());
  }

  public final BigDecimal getEquityAtOpen() {
    return BaseFact.EQUITY_AT_OPEN.given(account().equityAtOpen());
  }

  public final BigDecimal getEquityPeak() {
    return BaseFact.EQUITY_PEAK.given(account().equityPeak());
  }

  public final BigDecimal getGrossExposure() {
    return BaseFact.GROSS_EXPOSURE.given(account().grossExposure());
  }

  public final BigDecimal getNetExposure() {
    return BaseFact.NET_EXPOSURE.given(account().netExposure());
  }

  public final BigDecimal getValueEntered() {
    return BaseFact.VALUE_ENTERED.given(account().valueEntered());
  }

  public final BigDecimal getOrdersToday() {
    return Counts.decimal(BaseFact.ORDERS_TODAY.given(account().ordersToday()));
  }

  public final BigDecimal getOpenBreaks() {
    return Counts.decimal(BaseFact.OPEN_BREAKS.given(account().openBreaks()));
  }

  // Position and own working orders.

  public final BigDecimal getPosition() {
    return BaseFact.POSITION_QUANTITY.given(position().quantity());
  }

  public final BigDecimal getAveragePrice() {
    return BaseFact.AVERAGE_PRICE.given(position().averagePrice());
  }

  public final BigDecimal getWorkingBuy() {
    return BaseFact.WORKING_BUY.given(position().workingBuy());
  }

  public final BigDecimal getWorkingSell() {
    return BaseFact.WORKING_SELL.given(position().workingSell());
  }

  public final BigDecimal getWorkingBuyOrders() {
    return Counts.decimal(BaseFact.WORKING_BUY_ORDERS.given(position().workingBuyOrders()));
  }

  public final BigDecimal getWorkingSellOrders() {
    return Counts.decimal(BaseFact.WORKING_SELL_ORDERS.given(position().workingSellOrders()));
  }

  // Counters.

  public final BigDecimal getSubmitsStrategy() {
    return Counts.decimal(BaseFact.SUBMITS_STRATEGY.given(activity().submitsStrategy()));
  }

  public final BigDecimal getSubmitsAccount() {
    return Counts.decimal(BaseFact.SUBMITS_ACCOUNT.given(activity().submitsAccount()));
  }

  public final BigDecimal getSubmitsSymbol() {
    return Counts.decimal(BaseFact.SUBMITS_SYMBOL.given(activity().submitsSymbol()));
  }

  public final BigDecimal getMessagesWindow() {
    return Counts.decimal(BaseFact.MESSAGES_WINDOW.given(activity().messagesWindow()));
  }

  public final BigDecimal getMessagesSession() {
    return Counts.decimal(BaseFact.MESSAGES_SESSION.given(activity().messagesSession()));
  }

  public final BigDecimal getExecutionsSession() {
    return Counts.decimal(BaseFact.EXECUTIONS_SESSION.given(activity().executionsSession()));
  }

  public final BigDecimal getIdenticalOrders() {
    return Counts.decimal(BaseFact.IDENTICAL_ORDERS.given(activity().identicalOrders()));
  }

  public final BigDecimal getEntriesWithoutPerson() {
    return Counts.decimal(BaseFact.ENTRIES_WITHOUT_PERSON.given(activity().entriesWithoutPerson()));
  }

  public final BigDecimal getLosingExits() {
    return Counts.decimal(BaseFact.LOSING_EXITS.given(activity().losingExits()));
  }

  public final BigDecimal getDenialsWindow() {
    return Counts.decimal(BaseFact.DENIALS_WINDOW.given(activity().denialsWindow()));
  }

  public final BigDecimal getBrokerRejectsWindow() {
    return Counts.decimal(BaseFact.BROKER_REJECTS_WINDOW.given(activity().brokerRejectsWindow()));
  }

  // What Aurora allows.

  public final String getTradingState() {
    return BaseFact.TRADING_STATE.given(control().tradingState()).name();
  }

  public final boolean isRestricted() {
    return BaseFact.RESTRICTED.given(control().restricted());
  }

  public final boolean isNoTrade() {
    return BaseFact.NO_TRADE.given(control().noTrade());
  }

  public final boolean isPermitted() {
    return BaseFact.PERMITTED.given(control().permitted());
  }

  public final boolean isApprovedModel() {
    return BaseFact.APPROVED_MODEL.given(control().approvedModel());
  }

  public final boolean isDataSane() {
    return BaseFact.DATA_SANE.given(control().dataSane());
  }

  public final boolean isRuleSetApproved() {
    return BaseFact.RULE_SET_APPROVED.given(control().ruleSetApproved());
  }

  public final String getGateLevel() {
    return BaseFact.GATE_LEVEL.given(control().gateLevel()).name();
  }

  public final String getRequiredGateLevel() {
    return BaseFact.REQUIRED_GATE_LEVEL.given(control().requiredGateLevel()).name();
  }

  public final String getMode() {
    return BaseFact.MODE.given(control().mode()).name();
  }

  public final String getStage() {
    return BaseFact.STAGE.given(control().stage()).word();
  }

  // The sections, for getters: the mask of the schema field being read says that they are there.

  final Order order() {
    return Section.ORDER.given(order);
  }

  final Instrument instrument() {
    return Section.INSTRUMENT.given(instrument);
  }

  final Quote quote() {
    return Section.QUOTE.given(quote);
  }

  final MarketSession session() {
    return Section.SESSION.given(session);
  }

  final AccountState account() {
    return Section.ACCOUNT.given(account);
  }

  final PositionState position() {
    return Section.POSITION.given(position);
  }

  final Activity activity() {
    return Section.ACTIVITY.given(activity);
  }

  final ControlState control() {
    return Section.CONTROL.given(control);
  }

  private static BigDecimal zeroIfNull(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
