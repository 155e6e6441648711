package dev.aurora.workflows.order;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/**
 * What makes an order that order. Its {@link #clientOrderId} is a pure function of it: never
 * random, never from a Temporal run id, so that a restart can't send twice.
 *
 * @param leg {@code open}, or {@code close} for the closing leg of a flip or of a touched stop
 * @param attempt 1 for the first; a retry by a person raises it
 */
public record OrderKey(
    String account, String strategy, LocalDate asOf, String symbol, Leg leg, int attempt) {

  /** Which leg of an intent. */
  public enum Leg {
    OPEN,
    CLOSE
  }

  public OrderKey {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(leg, "leg");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be 1 or more, was " + attempt);
    }
    requirePlain(account);
    requirePlain(strategy);
    requirePlain(symbol);
  }

  /** The intent: the same for every attempt. */
  public String intentId() {
    return account
        + ":"
        + strategy
        + ":"
        + asOf
        + ":"
        + symbol
        + ":"
        + leg.name().toLowerCase(Locale.ROOT);
  }

  /** The key under which it is sent, unique for ever. */
  public String clientOrderId() {
    return clientOrderId(intentId(), attempt);
  }

  /** The key of an attempt at an intent. */
  public static String clientOrderId(String intentId, int attempt) {
    return intentId + ":" + attempt;
  }

  private static void requirePlain(String part) {
    // A colon or slash inside a part would let two keys have one text.
    if (!part.matches("[A-Za-z0-9._-]{1,40}")) {
      throw new IllegalArgumentException(
          "letters, digits, dot, - and _ only (at most 40) in an order key, got '" + part + "'");
    }
  }
}
