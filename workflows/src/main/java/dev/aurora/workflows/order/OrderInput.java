package dev.aurora.workflows.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.workflows.stage.StageChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an order workflow is asked to do.
 *
 * @param order the order of a caller, to be checked and sent; null = the order is in the books and
 *     with the broker already, and is only followed
 * @param cancel a cancel that the execution before this one was asked for; null = none
 */
public record OrderInput(
    OrderContext context,
    String clientOrderId,
    @Nullable Order order,
    @Nullable CancelCommand cancel) {

  /** Nothing was asked for yet. */
  public OrderInput(OrderContext context, String clientOrderId, @Nullable Order order) {
    this(context, clientOrderId, order, null);
  }

  /** The same, at the stage that history recorded. */
  OrderInput taking(StageChoice taken) {
    return new OrderInput(context.taking(taken), clientOrderId, order, cancel);
  }

  public OrderInput {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(clientOrderId, "clientOrderId");
  }
}
