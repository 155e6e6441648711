package dev.aurora.workflows.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.stage.StageChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an order workflow is asked to do.
 *
 * @param order the order of a caller, to be checked and sent; null = the order is in the books and
 *     with the broker already, and is only followed
 */
public record OrderInput(
    String prefix,
    String account,
    String clientOrderId,
    @Nullable Order order,
    TradingMode mode,
    StageChoice stage) {

  public OrderInput {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(clientOrderId, "clientOrderId");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(stage, "stage");
  }
}
