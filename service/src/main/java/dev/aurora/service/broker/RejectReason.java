package dev.aurora.service.broker;

/** Why a broker refuses an order. */
public enum RejectReason {
  /** Something that it needs is missing or is not a positive number. */
  MALFORMED,
  /** The account's cash does not cover value and costs. */
  INSUFFICIENT_CASH,
  /** The client order id was used for another order. */
  KEY_USED_FOR_OTHER_ORDER,
  /** The order's time had run out before it came. */
  TOO_LATE,
  /** The whole quantity could not be filled at once, as the order demands. */
  NOT_FILLABLE_AT_ONCE,
  /** The broker refuses without saying more; a drill asks for it. */
  REFUSED
}
