package dev.aurora.service.journal.decision;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Facts, verdicts and orders as {@link CanonicalJson}. */
public final class FactsJson {

  private FactsJson() {}

  public static String write(OrderFacts facts) {
    return CanonicalJson.write(facts);
  }

  public static String write(Verdict verdict) {
    return CanonicalJson.write(verdict);
  }

  public static String write(Order order) {
    return CanonicalJson.write(order);
  }

  public static OrderFacts readFacts(String json) {
    return CanonicalJson.read(json, OrderFacts.class);
  }

  public static Verdict readVerdict(String json) {
    return CanonicalJson.read(json, Verdict.class);
  }

  public static Order readOrder(String json) {
    return CanonicalJson.read(json, Order.class);
  }

  /**
   * Digest of what the order asks for. Equal numbers give equal digests, however many zeros they
   * end in, and {@code sessionsOld} is left out: it measures the check, not the order, and grows
   * while a client repeats one and the same request.
   */
  public static String payloadDigest(Order order) {
    Order same = order.aged(null).sized(plain(order.quantity()), plain(order.limitPrice()));
    return Digests.sha256(CanonicalJson.write(same));
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    return value == null ? null : Columns.plain(value);
  }
}
