package dev.aurora.service.journal.order;

import dev.aurora.service.journal.account.Position;
import java.math.BigDecimal;

/** What became of a fill that was handed to the books. */
public sealed interface FillResult {

  /**
   * It is booked now.
   *
   * @param position of the account in the symbol after it
   * @param cash of the account after it, account currency
   * @param realisedPnl account currency, before fees
   * @param late the order was thought dead, or never sent
   * @param excess units above what the order asked for
   */
  record Booked(
      Position position,
      BigDecimal cash,
      BigDecimal realisedPnl,
      OrderState state,
      boolean late,
      BigDecimal excess)
      implements FillResult {}

  /** It had been booked before; nothing was changed. */
  record AlreadyBooked(Fill booked) implements FillResult {}

  /** No order of ours has this client order id; nothing was changed, and no break was opened. */
  record OrderUnknown(String clientOrderId) implements FillResult {}

  /**
   * It contradicts its order, or an earlier report of the same execution. Nothing was booked; a
   * reconciliation break stands open, which denies openers of the account.
   */
  record Contradiction(String breakId, String detail) implements FillResult {}
}
