package dev.aurora.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Consequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The orders of one {@code sequence:}, one after the other: what the earlier ones come to is added
 * to the counters of the next one, and what they latch holds. Each counts as its case expects it to
 * be answered, which its own case proves. Windows are half-open, {@code (now - window, now]};
 * openers and reducers are counted apart.
 */
final class CaseSequence {

  private static final Duration DENIALS = Duration.ofSeconds(60);

  private record Earlier(Instant at, ObjectNode facts, boolean approved) {}

  private final List<Earlier> earlier = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private Consequence latched = Consequence.DENY_ORDER;

  /**
   * Makes facts of a base those of the next order.
   *
   * @param facts changed in place
   * @param after how long after the one before
   */
  void place(ObjectNode facts, Duration after) {
    passed = passed.plus(after);
    shift(facts, "", "now");
    shift(facts, "order", "decidedAt");
    shift(facts, "quote", "asOf");
    Instant now = now(facts);
    Duration second = LimitName.SUBMIT_RATE_MAX.window().orElseThrow();
    Predicate<Earlier> sent = one -> one.approved() && bucket(one.facts()).equals(bucket(facts));
    add(facts, "submitsStrategy", count(sent.and(same(facts, "strategy")), now, second));
    add(facts, "submitsAccount", count(sent.and(same(facts, "account")), now, second));
    add(facts, "submitsSymbol", count(sent.and(same(facts, "symbol")), now, second));
    add(facts, "messagesWindow", count(sent.and(same(facts, "account")), now, second));
    add(facts, "identicalOrders", count(one -> identical(one.facts(), facts), now, second));
    add(
        facts,
        "denialsWindow",
        count(same(facts, "strategy").and(one -> !one.approved()), now, DENIALS));
    if (facts.get("account") instanceof ObjectNode account && account.has("ordersToday")) {
      long today = earlier.stream().filter(Earlier::approved).count();
      account.put("ordersToday", account.get("ordersToday").asLong() + today);
    }
    if (facts.get("control") instanceof ObjectNode control && latched != Consequence.DENY_ORDER) {
      control.put("tradingState", latched == Consequence.HALT_TRADING ? "HALTED" : "REDUCE_ONLY");
    }
  }

  /** Notes how the order is answered. */
  void answered(ObjectNode facts, Expectation expected) {
    earlier.add(new Earlier(now(facts), facts, expected.verdict().equals(Answer.APPROVED)));
    Consequence consequence = expected.consequence();
    if (consequence != null && consequence.compareTo(latched) > 0) {
      latched = consequence;
    }
  }

  private void shift(ObjectNode facts, String section, String key) {
    JsonNode holder = section.isEmpty() ? facts : facts.path(section);
    JsonNode time = holder.path(key);
    if (holder instanceof ObjectNode object && time.isTextual() && !passed.isZero()) {
      object.put(key, Instant.parse(time.asText()).plus(passed).toString());
    }
  }

  private static Instant now(ObjectNode facts) {
    return Instant.parse(facts.path("now").asText());
  }

  private int count(Predicate<Earlier> which, Instant now, Duration window) {
    return (int)
        earlier.stream()
            .filter(one -> one.at().isAfter(now.minus(window)) && !one.at().isAfter(now))
            .filter(which)
            .count();
  }

  private static void add(ObjectNode facts, String counter, int more) {
    if (facts.get("activity") instanceof ObjectNode activity && activity.has(counter)) {
      activity.put(counter, activity.get(counter).asLong() + more);
    }
  }

  private static Predicate<Earlier> same(ObjectNode facts, String key) {
    return one -> order(one.facts(), key).equals(order(facts, key));
  }

  private static boolean identical(ObjectNode one, ObjectNode other) {
    return List.of("account", "symbol", "side", "type", "quantity", "limitPrice").stream()
        .allMatch(key -> order(one, key).equals(order(other, key)));
  }

  private static String order(ObjectNode facts, String key) {
    return facts.path("order").path(key).asText();
  }

  /** Whether the order could only reduce: after the catalogue's own definition. */
  private static Boolean bucket(ObjectNode facts) {
    boolean buy = Objects.equals(order(facts, "side"), "BUY");
    JsonNode position = facts.path("position");
    BigDecimal held = number(position.path("quantity"));
    BigDecimal opposed = buy == (held.signum() < 0) ? held.abs() : BigDecimal.ZERO;
    BigDecimal working = number(position.path(buy ? "workingBuy" : "workingSell"));
    BigDecimal quantity = number(facts.path("order").path("quantity"));
    return opposed.signum() > 0 && quantity.add(working).compareTo(opposed) <= 0;
  }

  private static BigDecimal number(JsonNode value) {
    return value.isNumber()
        ? value.decimalValue()
        : value.isTextual() ? new BigDecimal(value.asText()) : BigDecimal.ZERO;
  }
}
