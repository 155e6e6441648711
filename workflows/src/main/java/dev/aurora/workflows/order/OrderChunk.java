package dev.aurora.workflows.order;

import java.util.List;
import java.util.Objects;

/** Recorded orders of one account that go through one activity together, at most 100. */
public record OrderChunk(OrderContext context, List<String> clientOrderIds) {

  /** Rows of one transaction stay few and an activity stays short. */
  public static final int SIZE_MAX = 100;

  public OrderChunk {
    Objects.requireNonNull(context, "context");
    clientOrderIds = List.copyOf(clientOrderIds);
    if (clientOrderIds.isEmpty() || clientOrderIds.size() > SIZE_MAX) {
      throw new IllegalArgumentException(
          "a chunk holds 1 to " + SIZE_MAX + " orders, got " + clientOrderIds.size());
    }
  }
}
