package dev.aurora.service.promotion;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.service.run.Granted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a strategy is promoted for.
 *
 * @param symbols sorted
 * @param orderValueMax account currency
 * @param positionMax units, either direction
 * @param ordersPerSessionMax orders of the account in a session
 */
public record DeploymentEnvelope(
    List<String> symbols,
    BigDecimal orderValueMax,
    BigDecimal positionMax,
    long ordersPerSessionMax) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /**
   * @throws IllegalArgumentException when it lets nothing through: that is no promotion
   */
  public DeploymentEnvelope {
    symbols = List.copyOf(new TreeSet<>(symbols));
    if (symbols.isEmpty()
        || orderValueMax.signum() <= 0
        || positionMax.signum() <= 0
        || ordersPerSessionMax <= 0) {
      throw new IllegalArgumentException(
          "an envelope names symbols and numbers above 0: "
              + List.of(symbols, orderValueMax, positionMax, ordersPerSessionMax));
    }
  }

  /** A share of it: values and counts are scaled down, and at 0 nothing opens a position. */
  Envelope share(int percent) {
    if (percent == 0) {
      return Granted.NOTHING_AT_ALL;
    }
    BigDecimal share = BigDecimal.valueOf(percent);
    return new Envelope(
        Set.copyOf(symbols),
        orderValueMax.multiply(share).divide(WHOLE),
        positionMax.multiply(share).divide(WHOLE),
        share
            .multiply(BigDecimal.valueOf(ordersPerSessionMax))
            .divide(WHOLE, 0, RoundingMode.DOWN)
            .longValueExact());
  }
}
