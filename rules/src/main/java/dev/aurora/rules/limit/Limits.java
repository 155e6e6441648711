package dev.aurora.rules.limit;

/**
 * What limits.drl sees when it is fired through Drools: one fact a scope, with one method a limit
 * that takes the value as quoted text, such as {@code $limits.orderValueMax("50 000")}. Aurora
 * itself reads limits.drl from its tree; this class is how a contract test proves that the
 * officer's text means the same to both. One thread uses one fact.
 */
public final class Limits {

  private final LimitBookBuilder.Scope scope;

  /** Collects into that scope of a book under construction; problems end up in its result. */
  public Limits(LimitBookBuilder.Scope scope) {
    this.scope = scope;
  }

  /** The scope's text, such as {@code strategy:momentum}. */
  public String getScope() {
    return scope.text();
  }

  public void orderQuantityMax(String value) {
    scope.set(LimitName.ORDER_QUANTITY_MAX, value);
  }

  public void orderValueMax(String value) {
    scope.set(LimitName.ORDER_VALUE_MAX, value);
  }

  public void orderValueMin(String value) {
    scope.set(LimitName.ORDER_VALUE_MIN, value);
  }

  public void priceCollarBpsBelow1(String value) {
    scope.set(LimitName.PRICE_COLLAR_BPS_BELOW_1, value);
  }

  public void priceCollarBpsBelow25(String value) {
    scope.set(LimitName.PRICE_COLLAR_BPS_BELOW_25, value);
  }

  public void priceCollarBpsBelow50(String value) {
    scope.set(LimitName.PRICE_COLLAR_BPS_BELOW_50, value);
  }

  public void priceCollarBps(String value) {
    scope.set(LimitName.PRICE_COLLAR_BPS, value);
  }

  public void priceBandBps(String value) {
    scope.set(LimitName.PRICE_BAND_BPS, value);
  }

  public void referencePriceAgeMax(String value) {
    scope.set(LimitName.REFERENCE_PRICE_AGE_MAX, value);
  }

  public void referencePriceSessionsMax(String value) {
    scope.set(LimitName.REFERENCE_PRICE_SESSIONS_MAX, value);
  }

  public void reducerPriceAgeMax(String value) {
    scope.set(LimitName.REDUCER_PRICE_AGE_MAX, value);
  }

  public void advParticipationMaxBps(String value) {
    scope.set(LimitName.ADV_PARTICIPATION_MAX_BPS, value);
  }

  public void submitRateMax(String value) {
    scope.set(LimitName.SUBMIT_RATE_MAX, value);
  }

  public void submitRatePerSymbolMax(String value) {
    scope.set(LimitName.SUBMIT_RATE_PER_SYMBOL_MAX, value);
  }

  public void messageRateMax(String value) {
    scope.set(LimitName.MESSAGE_RATE_MAX, value);
  }

  public void orderToTradeMax(String value) {
    scope.set(LimitName.ORDER_TO_TRADE_MAX, value);
  }

  public void repeatedExecutionMax(String value) {
    scope.set(LimitName.REPEATED_EXECUTION_MAX, value);
  }

  public void duplicateOrderWindow(String value) {
    scope.set(LimitName.DUPLICATE_ORDER_WINDOW, value);
  }

  public void duplicateOrderMax(String value) {
    scope.set(LimitName.DUPLICATE_ORDER_MAX, value);
  }

  public void workingOrdersMax(String value) {
    scope.set(LimitName.WORKING_ORDERS_MAX, value);
  }

  public void dailyOrderCountMax(String value) {
    scope.set(LimitName.DAILY_ORDER_COUNT_MAX, value);
  }

  public void positionLongMax(String value) {
    scope.set(LimitName.POSITION_LONG_MAX, value);
  }

  public void positionShortMax(String value) {
    scope.set(LimitName.POSITION_SHORT_MAX, value);
  }

  public void grossExposureMax(String value) {
    scope.set(LimitName.GROSS_EXPOSURE_MAX, value);
  }

  public void netExposureMax(String value) {
    scope.set(LimitName.NET_EXPOSURE_MAX, value);
  }

  public void symbolShareMaxBps(String value) {
    scope.set(LimitName.SYMBOL_SHARE_MAX_BPS, value);
  }

  public void sectorShareMaxBps(String value) {
    scope.set(LimitName.SECTOR_SHARE_MAX_BPS, value);
  }

  public void creditThreshold(String value) {
    scope.set(LimitName.CREDIT_THRESHOLD, value);
  }

  public void dailyLossMax(String value) {
    scope.set(LimitName.DAILY_LOSS_MAX, value);
  }

  public void dailyLossHalt(String value) {
    scope.set(LimitName.DAILY_LOSS_HALT, value);
  }

  public void drawdownMaxBps(String value) {
    scope.set(LimitName.DRAWDOWN_MAX_BPS, value);
  }

  public void drawdownHaltBps(String value) {
    scope.set(LimitName.DRAWDOWN_HALT_BPS, value);
  }

  public void lossStreakMax(String value) {
    scope.set(LimitName.LOSS_STREAK_MAX, value);
  }

  public void lossStreakLock(String value) {
    scope.set(LimitName.LOSS_STREAK_LOCK, value);
  }

  public void cooldown(String value) {
    scope.set(LimitName.COOLDOWN, value);
  }

  public void closeBuffer(String value) {
    scope.set(LimitName.CLOSE_BUFFER, value);
  }

  public void decisionAgeMax(String value) {
    scope.set(LimitName.DECISION_AGE_MAX, value);
  }

  public void decisionSessionsMax(String value) {
    scope.set(LimitName.DECISION_SESSIONS_MAX, value);
  }

  public void marketOrderBufferBps(String value) {
    scope.set(LimitName.MARKET_ORDER_BUFFER_BPS, value);
  }

  public void breachBurstMax(String value) {
    scope.set(LimitName.BREACH_BURST_MAX, value);
  }

  public void rejectionBurstMax(String value) {
    scope.set(LimitName.REJECTION_BURST_MAX, value);
  }

  public void rejectionBurstHalt(String value) {
    scope.set(LimitName.REJECTION_BURST_HALT, value);
  }

  public void brokerOutageMax(String value) {
    scope.set(LimitName.BROKER_OUTAGE_MAX, value);
  }

  public void dataFailureMax(String value) {
    scope.set(LimitName.DATA_FAILURE_MAX, value);
  }

  public void unknownOrderAgeMax(String value) {
    scope.set(LimitName.UNKNOWN_ORDER_AGE_MAX, value);
  }

  public void decisionLatencyMillisMax(String value) {
    scope.set(LimitName.DECISION_LATENCY_MILLIS_MAX, value);
  }

  public void decisionLatencyRunsMax(String value) {
    scope.set(LimitName.DECISION_LATENCY_RUNS_MAX, value);
  }

  public void promotionGreenNightsMin(String value) {
    scope.set(LimitName.PROMOTION_GREEN_NIGHTS_MIN, value);
  }

  public void promotionScorecardMin(String value) {
    scope.set(LimitName.PROMOTION_SCORECARD_MIN, value);
  }

  public void promotionRollbackDaysMax(String value) {
    scope.set(LimitName.PROMOTION_ROLLBACK_DAYS_MAX, value);
  }

  public void promotionStableSessionsMin(String value) {
    scope.set(LimitName.PROMOTION_STABLE_SESSIONS_MIN, value);
  }

  public void warnLevelBps(String value) {
    scope.set(LimitName.WARN_LEVEL_BPS, value);
  }

  public void alertLevelBps(String value) {
    scope.set(LimitName.ALERT_LEVEL_BPS, value);
  }
}
