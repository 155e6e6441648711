package dev.aurora.service.broker.paper;

import java.math.BigDecimal;

/**
 * What the paper broker charges and allows.
 *
 * @param openingCash account currency, given to an account when its first order comes
 * @param commissionBps basis points of the value of each fill
 * @param slippageBps basis points of the value of each fill, charged as a cost: the price stays the
 *     bar's open
 * @param volumeShareBps the largest part of a bar's volume that one order fills
 */
public record PaperTerms(
    BigDecimal openingCash,
    BigDecimal commissionBps,
    BigDecimal slippageBps,
    BigDecimal volumeShareBps) {

  public PaperTerms {
    if (openingCash.signum() < 0
        || commissionBps.signum() < 0
        || slippageBps.signum() < 0
        || volumeShareBps.signum() <= 0) {
      throw new IllegalArgumentException(
          "not the terms of a broker: %s, %s, %s, %s"
              .formatted(openingCash, commissionBps, slippageBps, volumeShareBps));
    }
  }

  /** 100 000 of cash, 0.3 bps commission, 0.7 bps slippage, a tenth of a bar's volume. */
  public static PaperTerms shipped() {
    return new PaperTerms(
        BigDecimal.valueOf(100_000),
        new BigDecimal("0.3"),
        new BigDecimal("0.7"),
        BigDecimal.valueOf(1_000));
  }
}
