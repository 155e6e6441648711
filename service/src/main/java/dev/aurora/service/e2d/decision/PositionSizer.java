package dev.aurora.service.e2d.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Volatility-targeted long positions in whole lots, always rounded down. Pure. */
final class PositionSizer {

  private static final int SCALE = 12;
  private static final BigDecimal BASIS = BigDecimal.valueOf(10_000);

  private final Strategy.Sizing sizing;

  PositionSizer(Strategy.Sizing sizing) {
    this.sizing = sizing;
  }

  /**
   * A size and whether a cap cut it.
   *
   * @param quantity shares, a whole number of lots
   * @param capped whether the volatility target alone would have been more
   */
  record Size(BigDecimal quantity, boolean capped) {}

  /**
   * Shares whose one-bar standard deviation costs the budgeted share of equity.
   *
   * @param equity account currency
   * @param price price currency per share
   * @param volatility standard deviation of one bar's return, a fraction
   */
  Size size(BigDecimal equity, BigDecimal price, float volatility) {
    BigDecimal risk = equity.multiply(BigDecimal.valueOf(sizing.riskBps())).divide(BASIS);
    double believed = Math.max(volatility, sizing.volatilityFloor());
    BigDecimal perShare = price.multiply(BigDecimal.valueOf(believed));
    BigDecimal wanted = lots(risk.divide(perShare, SCALE, RoundingMode.DOWN));
    BigDecimal cap =
        lots(sizing.maxValue().divide(price, SCALE, RoundingMode.DOWN).min(sizing.maxQuantity()));
    return new Size(wanted.min(cap), wanted.compareTo(cap) > 0);
  }

  private BigDecimal lots(BigDecimal shares) {
    return shares.divideToIntegralValue(sizing.lot()).multiply(sizing.lot()).setScale(0);
  }
}
