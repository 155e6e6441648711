package dev.aurora.rules.limit;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The limits that bind one order; a bean whose getters rules read as {@code limits.<name>}.
 * Immutable and shared between orders of the same owners.
 *
 * <p>{@code unlimited} reads as {@link #UNLIMITED}, not as null: for Drools {@code x < null} and
 * {@code x > null} are both false and arithmetic on null throws, whereas a number far above any
 * fact never breaches and stays total, also when a rule doubles it. {@link #bound} tells it apart.
 */
public final class BoundLimits {

  /** What the word {@code unlimited} reads as in rules: above every value that a fact can hold. */
  public static final BigDecimal UNLIMITED = new BigDecimal("1E+1000");

  /** The property of {@link #getFirmCreditThreshold}, the one that is no {@link LimitName}. */
  public static final String FIRM_CREDIT_THRESHOLD = "firmCreditThreshold";

  private final BigDecimal[] values;
  private final LimitBook.Bound[] bounds;
  private final LimitBook.Bound firmCreditThreshold;

  /**
   * Binds one value to every limit.
   *
   * @param bounds by ordinal of {@link LimitName}, none null
   * @param firmCreditThreshold the firm scope's own credit threshold, for the firm's sum
   */
  BoundLimits(LimitBook.Bound[] bounds, LimitBook.Bound firmCreditThreshold) {
    this.bounds = bounds.clone();
    this.firmCreditThreshold = firmCreditThreshold;
    this.values = new BigDecimal[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      values[i] = total(bounds[i]);
    }
  }

  /** The binding value of a limit and its scope. */
  public LimitBook.Bound bound(LimitName name) {
    return bounds[name.ordinal()];
  }

  /**
   * The binding value and scope behind a property of this bean, such as {@code orderValueMax};
   * empty for a name that is no property.
   */
  public Optional<LimitBook.Bound> bound(String property) {
    if (property.equals(FIRM_CREDIT_THRESHOLD)) {
      return Optional.of(firmCreditThreshold);
    }
    return LimitName.ofProperty(property).map(this::bound);
  }

  /** The firm scope's own credit threshold, for the value entered over all its accounts. */
  public BigDecimal getFirmCreditThreshold() {
    return total(firmCreditThreshold);
  }

  public BigDecimal getOrderQuantityMax() {
    return values[LimitName.ORDER_QUANTITY_MAX.ordinal()];
  }

  public BigDecimal getOrderValueMax() {
    return values[LimitName.ORDER_VALUE_MAX.ordinal()];
  }

  public BigDecimal getOrderValueMin() {
    return values[LimitName.ORDER_VALUE_MIN.ordinal()];
  }

  public BigDecimal getPriceCollarBpsBelow1() {
    return values[LimitName.PRICE_COLLAR_BPS_BELOW_1.ordinal()];
  }

  public BigDecimal getPriceCollarBpsBelow25() {
    return values[LimitName.PRICE_COLLAR_BPS_BELOW_25.ordinal()];
  }

  public BigDecimal getPriceCollarBpsBelow50() {
    return values[LimitName.PRICE_COLLAR_BPS_BELOW_50.ordinal()];
  }

  public BigDecimal getPriceCollarBps() {
    return values[LimitName.PRICE_COLLAR_BPS.ordinal()];
  }

  public BigDecimal getPriceBandBps() {
    return values[LimitName.PRICE_BAND_BPS.ordinal()];
  }

  public BigDecimal getReferencePriceAgeMax() {
    return values[LimitName.REFERENCE_PRICE_AGE_MAX.ordinal()];
  }

  public BigDecimal getReferencePriceSessionsMax() {
    return values[LimitName.REFERENCE_PRICE_SESSIONS_MAX.ordinal()];
  }

  public BigDecimal getReducerPriceAgeMax() {
    return values[LimitName.REDUCER_PRICE_AGE_MAX.ordinal()];
  }

  public BigDecimal getAdvParticipationMaxBps() {
    return values[LimitName.ADV_PARTICIPATION_MAX_BPS.ordinal()];
  }

  public BigDecimal getSubmitRateMax() {
    return values[LimitName.SUBMIT_RATE_MAX.ordinal()];
  }

  public BigDecimal getSubmitRatePerSymbolMax() {
    return values[LimitName.SUBMIT_RATE_PER_SYMBOL_MAX.ordinal()];
  }

  public BigDecimal getMessageRateMax() {
    return values[LimitName.MESSAGE_RATE_MAX.ordinal()];
  }

  public BigDecimal getOrderToTradeMax() {
    return values[LimitName.ORDER_TO_TRADE_MAX.ordinal()];
  }

  public BigDecimal getRepeatedExecutionMax() {
    return values[LimitName.REPEATED_EXECUTION_MAX.ordinal()];
  }

  public BigDecimal getDuplicateOrderWindow() {
    return values[LimitName.DUPLICATE_ORDER_WINDOW.ordinal()];
  }

  public BigDecimal getDuplicateOrderMax() {
    return values[LimitName.DUPLICATE_ORDER_MAX.ordinal()];
  }

  public BigDecimal getWorkingOrdersMax() {
    return values[LimitName.WORKING_ORDERS_MAX.ordinal()];
  }

  public BigDecimal getDailyOrderCountMax() {
    return values[LimitName.DAILY_ORDER_COUNT_MAX.ordinal()];
  }

  public BigDecimal getPositionLongMax() {
    return values[LimitName.POSITION_LONG_MAX.ordinal()];
  }

  public BigDecimal getPositionShortMax() {
    return values[LimitName.POSITION_SHORT_MAX.ordinal()];
  }

  public BigDecimal getGrossExposureMax() {
    return values[LimitName.GROSS_EXPOSURE_MAX.ordinal()];
  }

  public BigDecimal getNetExposureMax() {
    return values[LimitName.NET_EXPOSURE_MAX.ordinal()];
  }

  public BigDecimal getSymbolShareMaxBps() {
    return values[LimitName.SYMBOL_SHARE_MAX_BPS.ordinal()];
  }

  public BigDecimal getSectorShareMaxBps() {
    return values[LimitName.SECTOR_SHARE_MAX_BPS.ordinal()];
  }

  public BigDecimal getCreditThreshold() {
    return values[LimitName.CREDIT_THRESHOLD.ordinal()];
  }

  public BigDecimal getDailyLossMax() {
    return values[LimitName.DAILY_LOSS_MAX.ordinal()];
  }

  public BigDecimal getDailyLossHalt() {
    return values[LimitName.DAILY_LOSS_HALT.ordinal()];
  }

  public BigDecimal getDrawdownMaxBps() {
    return values[LimitName.DRAWDOWN_MAX_BPS.ordinal()];
  }

  public BigDecimal getDrawdownHaltBps() {
    return values[LimitName.DRAWDOWN_HALT_BPS.ordinal()];
  }

  public BigDecimal getLossStreakMax() {
    return values[LimitName.LOSS_STREAK_MAX.ordinal()];
  }

  public BigDecimal getLossStreakLock() {
    return values[LimitName.LOSS_STREAK_LOCK.ordinal()];
  }

  public BigDecimal getCooldown() {
    return values[LimitName.COOLDOWN.ordinal()];
  }

  public BigDecimal getCloseBuffer() {
    return values[LimitName.CLOSE_BUFFER.ordinal()];
  }

  public BigDecimal getDecisionAgeMax() {
    return values[LimitName.DECISION_AGE_MAX.ordinal()];
  }

  public BigDecimal getDecisionSessionsMax() {
    return values[LimitName.DECISION_SESSIONS_MAX.ordinal()];
  }

  public BigDecimal getMarketOrderBufferBps() {
    return values[LimitName.MARKET_ORDER_BUFFER_BPS.ordinal()];
  }

  public BigDecimal getBreachBurstMax() {
    return values[LimitName.BREACH_BURST_MAX.ordinal()];
  }

  public BigDecimal getRejectionBurstMax() {
    return values[LimitName.REJECTION_BURST_MAX.ordinal()];
  }

  public BigDecimal getRejectionBurstHalt() {
    return values[LimitName.REJECTION_BURST_HALT.ordinal()];
  }

  public BigDecimal getBrokerOutageMax() {
    return values[LimitName.BROKER_OUTAGE_MAX.ordinal()];
  }

  public BigDecimal getDataFailureMax() {
    return values[LimitName.DATA_FAILURE_MAX.ordinal()];
  }

  public BigDecimal getUnknownOrderAgeMax() {
    return values[LimitName.UNKNOWN_ORDER_AGE_MAX.ordinal()];
  }

  public BigDecimal getDecisionLatencyMillisMax() {
    return values[LimitName.DECISION_LATENCY_MILLIS_MAX.ordinal()];
  }

  public BigDecimal getDecisionLatencyRunsMax() {
    return values[LimitName.DECISION_LATENCY_RUNS_MAX.ordinal()];
  }

  public BigDecimal getPromotionGreenNightsMin() {
    return values[LimitName.PROMOTION_GREEN_NIGHTS_MIN.ordinal()];
  }

  public BigDecimal getPromotionScorecardMin() {
    return values[LimitName.PROMOTION_SCORECARD_MIN.ordinal()];
  }

  public BigDecimal getPromotionRollbackDaysMax() {
    return values[LimitName.PROMOTION_ROLLBACK_DAYS_MAX.ordinal()];
  }

  public BigDecimal getPromotionStableSessionsMin() {
    return values[LimitName.PROMOTION_STABLE_SESSIONS_MIN.ordinal()];
  }

  public BigDecimal getWarnLevelBps() {
    return values[LimitName.WARN_LEVEL_BPS.ordinal()];
  }

  public BigDecimal getAlertLevelBps() {
    return values[LimitName.ALERT_LEVEL_BPS.ordinal()];
  }

  private static BigDecimal total(LimitBook.Bound bound) {
    return bound.value() == null ? UNLIMITED : bound.value();
  }
}
