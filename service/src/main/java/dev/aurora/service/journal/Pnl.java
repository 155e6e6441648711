package dev.aurora.service.journal;

import java.math.BigDecimal;

/**
 * Profit and loss of an account since it was opened, account currency.
 *
 * @param realised by closed parts of positions, before fees
 * @param unrealised of open positions at their marks
 * @param fees paid, positive
 * @param equity cash and positions at their marks
 */
public record Pnl(BigDecimal realised, BigDecimal unrealised, BigDecimal fees, BigDecimal equity) {

  /** Realised and unrealised, after fees. */
  public BigDecimal total() {
    return realised.add(unrealised).subtract(fees);
  }
}
