package dev.aurora.service.journal.order;

/** An order was asked to take a step that its life does not have; nothing was written. */
public final class IllegalOrderTransition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String clientOrderId;
  private final OrderState from;
  private final OrderState to;

  public IllegalOrderTransition(String clientOrderId, OrderState from, OrderState to) {
    super("order " + clientOrderId + " is " + from + " and can't become " + to);
    this.clientOrderId = clientOrderId;
    this.from = from;
    this.to = to;
  }

  public String clientOrderId() {
    return clientOrderId;
  }

  public OrderState from() {
    return from;
  }

  public OrderState to() {
    return to;
  }
}
