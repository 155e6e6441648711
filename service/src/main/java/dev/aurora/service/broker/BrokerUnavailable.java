package dev.aurora.service.broker;

/** For callers that let an outage be retried by policy rather than handle it as a value. */
public final class BrokerUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Outage outage;

  public BrokerUnavailable(Outage outage, String detail) {
    super(outage + ": " + detail);
    this.outage = outage;
  }

  public Outage outage() {
    return outage;
  }
}
