package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order by which persons leave a position by hand.
 *
 * @param order as it is checked and sent
 * @param askedBy the first person
 * @param agreedBy the second person; null when one was enough
 * @param approvalId under which the two agreed; null when one was enough
 * @param askedAt wall time at which everybody had agreed that it needs
 */
public record ManualExit(
    Order order,
    String askedBy,
    @Nullable String agreedBy,
    @Nullable String approvalId,
    String reason,
    Instant askedAt) {

  private static final int REASON_LENGTH_MAX = 1000;

  public ManualExit {
    if (order.origin() != Origin.MANUAL_EXIT || order.clientOrderId() == null) {
      throw new IllegalArgumentException("no exit by hand: " + order);
    }
    if (askedBy.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an exit by hand names a person and a reason");
    }
    if (askedBy.equals(agreedBy)) {
      throw new IllegalArgumentException("two persons are two: " + askedBy);
    }
    reason = reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
  }

  public String clientOrderId() {
    return Objects.requireNonNull(order.clientOrderId());
  }

  public String account() {
    return Objects.requireNonNull(order.account());
  }

  public String symbol() {
    return Objects.requireNonNull(order.symbol());
  }

  /** Whether two persons stand behind it. */
  public boolean byTwo() {
    return agreedBy != null;
  }
}
