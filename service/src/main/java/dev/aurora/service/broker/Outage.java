package dev.aurora.service.broker;

/** How a broker fails to answer. */
public enum Outage {
  /** There is no connection: nothing was sent. */
  NOT_CONNECTED,
  /** Sent, and no answer came in time: it may have arrived. */
  NO_ANSWER,
  /** The broker's own books can't be reached. */
  BROKER_DOWN
}
