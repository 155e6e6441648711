package dev.aurora.service.killswitch;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.decision.Digests;

/**
 * The key of an order by which a kill closes a position: a pure function of kill, account, symbol
 * and attempt, so that a restart can't send twice. It names its kill, so that no other order passes
 * as one of it.
 */
public final class FlattenKey {

  private static final int DIGEST_START = "sha256:".length();
  private static final int DIGEST_LENGTH = 16;

  private FlattenKey() {}

  /**
   * The client order id.
   *
   * @param attempt 1 for the first
   */
  public static String clientOrderId(String commandId, String account, String symbol, int attempt) {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be 1 or more, was " + attempt);
    }
    return prefix(commandId, account, symbol) + attempt;
  }

  /** What the keys of all attempts begin with; only the attempt's number follows. */
  public static String prefix(String commandId, String account, String symbol) {
    String digest = Digests.sha256(commandId, account, symbol);
    return "flatten:%s:%s:%s:"
        .formatted(digest.substring(DIGEST_START, DIGEST_START + DIGEST_LENGTH), account, symbol);
  }

  /** The number of the attempt that a key with this prefix stands for. */
  public static int attempt(String clientOrderId, String prefix) {
    return Integer.parseInt(clientOrderId.substring(prefix.length()));
  }

  /** Whether the order is one by which this kill closes a position. */
  public static boolean isOf(String commandId, Order order) {
    String id = order.clientOrderId();
    if (id == null || order.account() == null || order.symbol() == null) {
      return false;
    }
    String prefix = prefix(commandId, order.account(), order.symbol());
    return id.startsWith(prefix) && id.substring(prefix.length()).matches("[1-9][0-9]{0,8}");
  }
}
