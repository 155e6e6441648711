package dev.aurora.service.journal.account;

import java.math.BigDecimal;

/**
 * The numbers of the policy that assembling facts needs before any rule runs.
 *
 * @param marketOrderBufferBps what a MARKET BUY is valued above the ask, basis points
 */
public record CheckTerms(Windows windows, BigDecimal marketOrderBufferBps) {

  public CheckTerms {
    if (marketOrderBufferBps.signum() < 0) {
      throw new IllegalArgumentException("a buffer is not negative: " + marketOrderBufferBps);
    }
  }

  /** The shipped firm defaults. */
  public static CheckTerms shipped() {
    return new CheckTerms(Windows.shipped(), BigDecimal.valueOf(100));
  }
}
