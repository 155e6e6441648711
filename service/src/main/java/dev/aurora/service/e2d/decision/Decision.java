package dev.aurora.service.e2d.decision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one run decided for one symbol: a target position, independent of what is held.
 *
 * @param symbol ticker
 * @param signal scaled prediction, in units of its own trailing volatility; signed
 * @param confidence 0 to 1, growing with the signal's size
 * @param side what to do
 * @param quantity target position in shares, a whole number >= 0: above 0 for BUY (or 0 when one
 *     lot is too much), 0 for SELL, null for HOLD, which has no target
 * @param stopBp loss that closes the position, basis points of the entry price, > 0
 * @param takeBp gain that closes the position, basis points of the entry price, > 0
 * @param riskFlags ids of {@link RiskFlag}, or those of another program
 * @param asOf start of the newest complete bar (a daily bar: its date at 00:00 UTC)
 * @param modelVersion which model
 * @param barClose close of that bar, price currency
 */
public record Decision(
    String symbol,
    float signal,
    float confidence,
    DecisionSide side,
    @Nullable BigDecimal quantity,
    int stopBp,
    int takeBp,
    List<String> riskFlags,
    Instant asOf,
    String modelVersion,
    BigDecimal barClose) {

  public Decision {
    require(!symbol.isBlank(), "symbol is blank");
    require(Float.isFinite(signal), "signal is " + signal);
    require(confidence >= 0 && confidence <= 1, "confidence is " + confidence + ", not 0 to 1");
    Objects.requireNonNull(side, "side");
    requireTarget(side, quantity);
    require(stopBp > 0, "stopBp is " + stopBp + ", not above 0");
    require(takeBp > 0, "takeBp is " + takeBp + ", not above 0");
    riskFlags = List.copyOf(riskFlags);
    Objects.requireNonNull(asOf, "asOf");
    require(!modelVersion.isBlank(), "modelVersion is blank");
    require(barClose.signum() > 0, "barClose is " + barClose + ", not above 0");
  }

  private static void requireTarget(DecisionSide side, @Nullable BigDecimal quantity) {
    switch (side) {
      case HOLD -> require(quantity == null, "HOLD has no target, not " + quantity);
      case SELL ->
          require(quantity != null && quantity.signum() == 0, "SELL has target 0, not " + quantity);
      case BUY ->
          require(
              quantity != null && quantity.signum() >= 0 && isWhole(quantity),
              "BUY has a whole target >= 0, not " + quantity);
    }
  }

  private static boolean isWhole(BigDecimal quantity) {
    return quantity.stripTrailingZeros().scale() <= 0;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
