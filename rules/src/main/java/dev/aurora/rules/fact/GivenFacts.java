package dev.aurora.rules.fact;

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

  // Null only while the facts are incomplete; getters are not read then. See OrderCheck.
  final Order order;
  final Instrument instrument;
  final Quote quote;
  final MarketSession session;
  final AccountState account;
  final PositionState position;
  final Activity activity;
  final ControlState control;

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
    return order.clientOrderId();
  }

  public final String getAccount() {
    return order.account();
  }

  public final String getStrategy() {
    return order.strategy();
  }

  public final String getModelVersion() {
    return order.modelVersion();
  }

  public final String getVenue() {
    return order.venue();
  }

  public final String getSymbol() {
    return order.symbol();
  }

  public final String getSide() {
    return order.side().name();
  }

  public final String getType() {
    return order.type().name();
  }

  public final String getTimeInForce() {
    return order.timeInForce().name();
  }

  public final String getOrigin() {
    return order.origin().name();
  }

  public final BigDecimal getQuantity() {
    return order.quantity();
  }

  public final boolean isNonFinite() {
    return order.nonFinite();
  }

  // Instrument.

  public final String getInstrumentCurrency() {
    return instrument.currency();
  }

  public final BigDecimal getTickSize() {
    return instrument.tickSize();
  }

  public final BigDecimal getLotSize() {
    return instrument.lotSize();
  }

  public final BigDecimal getMinQuantity() {
    return instrument.minQuantity();
  }

  public final BigDecimal getMaxQuantity() {
    return instrument.maxQuantity();
  }

  public final BigDecimal getMultiplier() {
    return instrument.multiplier();
  }

  public final BigDecimal getFxRate() {
    return instrument.fxRate();
  }

  public final BigDecimal getAverageDailyVolume() {
    return instrument.averageDailyVolume();
  }

  public final String getSector() {
    return instrument.sector();
  }

  public final boolean isShortable() {
    return Boolean.TRUE.equals(instrument.shortable());
  }

  public final BigDecimal getShortableQuantity() {
    return zeroIfNull(instrument.shortableQuantity());
  }

  // Prices, ages and the trading session.

  public final BigDecimal getPreviousClose() {
    return quote.previousClose();
  }

  public final String getQuoteSource() {
    return quote.source().name();
  }

  public final String getPhase() {
    return session.phase().name();
  }

  public final boolean isHalted() {
    return session.halted();
  }

  public final boolean isCorporateActionPending() {
    return session.corporateActionPending();
  }

  // The account and its exposure.

  public final String getAccountCurrency() {
    return account.currency();
  }

  public final BigDecimal getCash() {
    return account.cash();
  }

  public final BigDecimal getBuyingPower() {
    return account.buyingPower();
  }

  public final BigDecimal getEquity() {
    return account.equity();
  }

  public final BigDecimal getEquityAtOpen() {
    return account.equityAtOpen();
  }

  public final BigDecimal getEquityPeak() {
    return account.equityPeak();
  }

  public final BigDecimal getGrossExposure() {
    return account.grossExposure();
  }

  public final BigDecimal getNetExposure() {
    return account.netExposure();
  }

  public final BigDecimal getValueEntered() {
    return account.valueEntered();
  }

  public final BigDecimal getOrdersToday() {
    return Counts.decimal(account.ordersToday());
  }

  public final BigDecimal getOpenBreaks() {
    return Counts.decimal(account.openBreaks());
  }

  // Position and own working orders.

  public final BigDecimal getPosition() {
    return position.quantity();
  }

  public final BigDecimal getAveragePrice() {
    return position.averagePrice();
  }

  public final BigDecimal getWorkingBuy() {
    return position.workingBuy();
  }

  public final BigDecimal getWorkingSell() {
    return position.workingSell();
  }

  public final BigDecimal getWorkingBuyOrders() {
    return Counts.decimal(position.workingBuyOrders());
  }

  public final BigDecimal getWorkingSellOrders() {
    return Counts.decimal(position.workingSellOrders());
  }

  // Counters.

  public final BigDecimal getSubmitsStrategy() {
    return Counts.decimal(activity.submitsStrategy());
  }

  public final BigDecimal getSubmitsAccount() {
    return Counts.decimal(activity.submitsAccount());
  }

  public final BigDecimal getSubmitsSymbol() {
    return Counts.decimal(activity.submitsSymbol());
  }

  public final BigDecimal getMessagesWindow() {
    return Counts.decimal(activity.messagesWindow());
  }

  public final BigDecimal getMessagesSession() {
    return Counts.decimal(activity.messagesSession());
  }

  public final BigDecimal getExecutionsSession() {
    return Counts.decimal(activity.executionsSession());
  }

  public final BigDecimal getIdenticalOrders() {
    return Counts.decimal(activity.identicalOrders());
  }

  public final BigDecimal getEntriesWithoutPerson() {
    return Counts.decimal(activity.entriesWithoutPerson());
  }

  public final BigDecimal getLosingExits() {
    return Counts.decimal(activity.losingExits());
  }

  public final BigDecimal getDenialsWindow() {
    return Counts.decimal(activity.denialsWindow());
  }

  public final BigDecimal getBrokerRejectsWindow() {
    return Counts.decimal(activity.brokerRejectsWindow());
  }

  // What Aurora allows.

  public final String getTradingState() {
    return control.tradingState().name();
  }

  public final boolean isRestricted() {
    return control.restricted();
  }

  public final boolean isNoTrade() {
    return control.noTrade();
  }

  public final boolean isPermitted() {
    return control.permitted();
  }

  public final boolean isApprovedModel() {
    return control.approvedModel();
  }

  public final boolean isDataSane() {
    return control.dataSane();
  }

  public final boolean isRuleSetApproved() {
    return control.ruleSetApproved();
  }

  public final String getGateLevel() {
    return control.gateLevel().name();
  }

  public final String getRequiredGateLevel() {
    return control.requiredGateLevel().name();
  }

  public final String getMode() {
    return control.mode().name();
  }

  public final String getStage() {
    return control.stage().word();
  }

  private static BigDecimal zeroIfNull(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
