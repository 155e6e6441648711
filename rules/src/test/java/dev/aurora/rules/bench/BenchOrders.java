package dev.aurora.rules.bench;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.testing.SampleFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What kinds of orders the benches check. The orders are invented, and always the same. */
public enum BenchOrders {
  /** Nothing denies them: buys and reducers, at a limit and at the market, on quotes and bars. */
  CLEAN {
    @Override
    SampleFacts order(Random random, int number) {
      return switch (number % 8) {
        case 5 -> SampleFacts.reducer();
        case 6 -> SampleFacts.marketBuy().with("order.quantity", quantity(random, 100));
        case 7 -> SampleFacts.barBuy().with("order.quantity", quantity(random, 100));
        default ->
            SampleFacts.cleanBuy()
                .with("order.quantity", quantity(random, 130))
                .with("order.limitPrice", price(random));
      };
    }
  },

  /** Each breaks about six rules of the shipped policy; five or seven. */
  BREACH_HEAVY {
    @Override
    SampleFacts order(Random random, int number) {
      Map<String, Object> changes = new LinkedHashMap<>();
      changes.put("order.quantity", Integer.toString(180 + random.nextInt(40)));
      changes.put("order.limitPrice", "199.%02d".formatted(random.nextInt(100)));
      changes.put("activity.submitsSymbol", 12L);
      changes.put("activity.identicalOrders", 1L);
      changes.put("control.dataSane", false);
      if (number % 2 == 0) {
        changes.put("control.restricted", true);
        changes.put("account.openBreaks", 2L);
      }
      return SampleFacts.cleanBuy().with(changes);
    }
  };

  /** Enough that the branch predictor can't learn them, few enough for the cache. */
  private static final int COUNT = 256;

  abstract SampleFacts order(Random random, int number);

  /** The orders, each with its own symbol, quantity, price and account. */
  OrderFacts[] all() {
    Random random = new Random(20_261_122);
    OrderFacts[] orders = new OrderFacts[COUNT];
    for (int i = 0; i < COUNT; i++) {
      String symbol = "S" + i % 32;
      orders[i] =
          order(random, i)
              .with("id", "bench-" + i)
              .with("order.clientOrderId", "c-" + i)
              .with("order.account", "PAPER-" + i % 4)
              .with("order.symbol", symbol)
              .with("instrument.symbol", symbol)
              .with(account(i % 4))
              .facts();
    }
    return orders;
  }

  /** Half of the accounts hold and trade already, half begin. */
  private static Map<String, Object> account(int number) {
    return number < 2
        ? Map.of()
        : Map.of(
            "account.grossExposure",
            "61234.50",
            "account.netExposure",
            "41234.50",
            "account.sectorExposure",
            Map.of("TECH", "21234.50"),
            "account.valueEntered",
            "161234.50",
            "account.equity",
            "999123.45",
            "account.ordersToday",
            57,
            "activity.submitsStrategy",
            3,
            "activity.messagesSession",
            71,
            "activity.executionsSession",
            44);
  }

  private static String quantity(Random random, int max) {
    return Integer.toString(1 + random.nextInt(max));
  }

  private static String price(Random random) {
    return "187.%02d".formatted(random.nextInt(100));
  }
}
