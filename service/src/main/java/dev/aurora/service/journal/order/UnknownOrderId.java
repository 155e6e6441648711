package dev.aurora.service.journal.order;

/** The books hold no order of this client order id. */
public final class UnknownOrderId extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnknownOrderId(String clientOrderId) {
    super("no order " + clientOrderId + " in the books");
  }
}
