package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One thing in which our books and the broker's differ: a break. */
public sealed interface BooksDiffer {

  String account();

  /** The symbol that it is about; null for the whole account. */
  @Nullable String symbol();

  /** What differs, unique in the account while it differs in the same thing. */
  String subject();

  /** Key of the break in the books: equal for the same difference, however often it is found. */
  default String breakId() {
    return account() + "/" + kind() + "/" + subject();
  }

  /** Short typed name, as the books keep it. */
  default String kind() {
    return switch (this) {
      case OrderNotAtBroker order -> "ORDER_NOT_AT_BROKER";
      case OrderUnknownToUs order -> "ORDER_UNKNOWN_TO_US";
      case OrderStateDiffers order -> "ORDER_STATE";
      case ExecutionNotBooked execution -> "EXECUTION_NOT_BOOKED";
      case FillUnknownAtBroker fill -> "FILL_UNKNOWN_AT_BROKER";
      case FillDiffers fill -> "FILL";
      case PositionDiffers position -> "POSITION";
      case CashDiffers cash -> "CASH";
    };
  }

  /** The broker acknowledged or filled it, as we have it, and does not know it. */
  record OrderNotAtBroker(String account, String symbol, String subject, OrderState ours)
      implements BooksDiffer {}

  /** It works at the broker, and we have no such order. */
  record OrderUnknownToUs(String account, String symbol, String subject, BrokerOrder theirs)
      implements BooksDiffer {}

  /** One of us holds it for dead while it lives at the other. */
  record OrderStateDiffers(
      String account, String symbol, String subject, OrderState ours, BrokerOrder.State theirs)
      implements BooksDiffer {}

  /** The broker executed something that we have not booked. */
  record ExecutionNotBooked(String account, String symbol, String subject, Execution theirs)
      implements BooksDiffer {}

  /** We booked a fill that the broker does not know. */
  record FillUnknownAtBroker(String account, String symbol, String subject, Fill ours)
      implements BooksDiffer {}

  /** Both have the execution, and tell it differently. */
  record FillDiffers(String account, String symbol, String subject, Fill ours, Execution theirs)
      implements BooksDiffer {}

  /** Signed units differ. */
  record PositionDiffers(
      String account, String symbol, String subject, BigDecimal ours, BigDecimal theirs)
      implements BooksDiffer {}

  /** Cash differs, account currency. */
  record CashDiffers(String account, BigDecimal ours, BigDecimal theirs) implements BooksDiffer {

    @Override
    public @Nullable String symbol() {
      return null;
    }

    @Override
    public String subject() {
      return "cash";
    }
  }
}
