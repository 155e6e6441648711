package dev.aurora.workflows.order;

import dev.aurora.rules.fact.Order;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an order workflow is asked to do.
 *
 * @param order the order of a caller, to be checked and sent; null = the order is in the books and
 *     with the broker already, and is only followed
 */
public record OrderInput(OrderContext context, String clientOrderId, @Nullable Order order) {

  public OrderInput {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(clientOrderId, "clientOrderId");
  }
}
