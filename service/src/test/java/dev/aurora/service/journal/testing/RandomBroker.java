package dev.aurora.service.journal.testing;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.order.StateReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What may become of approved orders: sent or not, filled in parts, silent, refused, taken back,
 * and found again after a silence. One thread uses one object.
 */
public final class RandomBroker {

  private static final StateReason WHY = new StateReason("test", "by chance");

  private final OrderJournal journal;
  private final Random random;
  private final Map<String, BigDecimal> prices;
  private final List<Live> live = new ArrayList<>();
  private int executions;

  private static final class Live {
    private final Order order;
    private BigDecimal left;
    private boolean sent;

    private Live(Order order) {
      this.order = order;
      this.left = order.quantity();
    }
  }

  /**
   * @param prices that orders are filled at, by symbol
   */
  public RandomBroker(OrderJournal journal, Random random, Map<String, BigDecimal> prices) {
    this.journal = journal;
    this.random = random;
    this.prices = prices;
  }

  /** Takes an approved order, and lets something happen to it or to another one. */
  public void take(Order order, Instant now) {
    live.add(new Live(order));
    happen(now);
  }

  /** Lets something happen to one of its orders. */
  public void happen(Instant now) {
    if (live.isEmpty()) {
      return;
    }
    Live one = live.get(random.nextInt(live.size()));
    String id = one.order.clientOrderId();
    if (!one.sent) {
      first(one, id, now);
      return;
    }
    switch (random.nextInt(4)) {
      case 0, 1 -> fill(one, now);
      case 2 -> {
        journal.cancelled(id, WHY, now);
        live.remove(one);
      }
      default -> journal.unknown(id, WHY, now);
    }
  }

  private void first(Live one, String id, Instant now) {
    int chance = random.nextInt(10);
    if (chance < 2) {
      return;
    }
    if (chance == 2) {
      journal.block(id, WHY, now);
      live.remove(one);
      return;
    }
    journal.beginSend(id, now);
    one.sent = true;
    switch (chance) {
      case 3 -> journal.unknown(id, WHY, now);
      case 4 -> {
        journal.reject(id, WHY, now);
        live.remove(one);
      }
      default -> {
        journal.acknowledge(id, "b-" + id, now);
        fill(one, now);
      }
    }
  }

  private void fill(Live one, Instant now) {
    int most = one.left.intValueExact();
    BigDecimal part = BigDecimal.valueOf(random.nextInt(3) == 0 ? most : 1 + random.nextInt(most));
    String id = one.order.clientOrderId();
    journal.bookFill(
        JournalFixture.fill(
            "x-" + id + "-" + ++executions,
            one.order,
            part,
            prices.get(one.order.symbol()).toPlainString(),
            "0",
            now));
    one.left = one.left.subtract(part);
    if (one.left.signum() == 0) {
      live.remove(one);
    }
  }
}
