package dev.aurora.rules.testing;

import dev.aurora.rules.fact.OrderFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * Orders that seek the boundaries of limits: most values are drawn from just below, at and just
 * above what shipped limits and instruments say. The seed decides everything.
 */
public final class RandomFacts {

  private static final List<String> QUANTITIES =
      List.of("1", "99", "100", "101", "9999", "10000", "10001", "49999", "50000", "50001", "0.5");
  private static final List<String> PRICES =
      List.of("0.50", "0.9999", "1", "24.99", "25", "49.99", "50", "187.20", "187.205", "250");
  private static final List<String> MONEY =
      List.of(
          "0",
          "1",
          "979999",
          "980000",
          "980001",
          "990000",
          "989999.99",
          "1000000",
          "1900000",
          "2000000",
          "249999.99",
          "250000",
          "250000.01",
          "10000000");
  private static final List<String> COUNTS =
      List.of("0", "1", "4", "9", "10", "11", "19", "20", "21", "99", "100", "200", "500", "20000");
  private static final List<String> TIMES =
      List.of(
          "2025-03-03T14:44:59Z",
          "2025-03-03T14:57:59Z",
          "2025-03-03T14:58:00Z",
          "2025-03-03T14:59:54.999Z",
          "2025-03-03T14:59:55Z",
          "2025-03-03T14:59:59Z",
          "2025-03-03T15:00:00Z",
          "2025-03-03T15:00:01Z",
          "2025-03-03T15:00:01.001Z");

  private final Random random;

  public RandomFacts(long seed) {
    this.random = new Random(seed);
  }

  /** Facts with nothing missing. */
  public OrderFacts complete() {
    return next().read();
  }

  /** Facts with one to three values or sections missing. */
  public OrderFacts incomplete() {
    Facts facts = next();
    int holes = 1 + random.nextInt(3);
    for (int i = 0; i < holes; i++) {
      facts.with(
          pick(
              "order.quantity",
              "order.side",
              "order.limitPrice",
              "order.type",
              "order.account",
              "instrument.multiplier",
              "instrument.lotSize",
              "quote.bid",
              "quote.asOf",
              "quote.source",
              "session.phase",
              "account.equity",
              "account.grossExposure",
              "account.equityPeak",
              "position.quantity",
              "position.workingBuy",
              "activity.submitsSymbol",
              "activity.identicalOrders",
              "control.tradingState",
              "control.permitted",
              "control.stage",
              "control.gateLevel"),
          "null");
    }
    if (random.nextInt(5) == 0) {
      facts.with(pick("quote", "session", "account", "position", "activity", "control"), "null");
    }
    return facts.read();
  }

  private Facts next() {
    String price = pick(PRICES);
    boolean limit = chance(70);
    Facts facts =
        Facts.cleanBuy()
            .text("order.side", pick("BUY", "SELL"))
            .text("order.type", limit ? "LIMIT" : "MARKET")
            .with("order.limitPrice", limit ? '"' + near(price) + '"' : "null")
            .text("order.quantity", pick(QUANTITIES))
            .text("order.strategy", pick("momentum", "other"))
            .text("order.decidedAt", pick(TIMES))
            .text("order.origin", pick("STRATEGY", "STRATEGY", "MANUAL_EXIT", "KILL_FLATTEN"))
            .with("order.sessionsOld", pick("0", "1", "2"))
            .text("quote.bid", near(price))
            .text("quote.last", price)
            .text("quote.previousClose", near(price))
            .text("quote.asOf", pick(TIMES))
            .text("quote.source", pick("LIVE", "LIVE", "BAR"))
            .with("quote.sessionsOld", pick("0", "1", "2"));
    facts.text("quote.ask", new BigDecimal(price).multiply(new BigDecimal("1.2")).toPlainString());
    account(facts);
    position(facts);
    surroundings(facts);
    return facts;
  }

  private void account(Facts facts) {
    for (String key :
        List.of(
            "buyingPower",
            "equity",
            "equityAtOpen",
            "equityPeak",
            "grossExposure",
            "netExposure",
            "valueEntered")) {
      if (chance(30)) {
        facts.text("account." + key, pick(MONEY));
      }
    }
    facts.with("account.ordersToday", pick(COUNTS)).with("account.openBreaks", pick("0", "0", "1"));
  }

  private void position(Facts facts) {
    String working = pick("0", "100", "9900");
    facts
        .text("position.quantity", pick("0", "100", "-100", "10000", "-50000", "49900"))
        .text("position.workingBuy", working)
        .with("position.workingBuyOrders", working.equals("0") ? "0" : pick("1", "19", "20"))
        .text("position.workingSell", pick("0", "0", "50"))
        .with("position.workingSellOrders", pick("0", "0", "1"));
  }

  private void surroundings(Facts facts) {
    for (String key :
        List.of(
            "submitsStrategy",
            "submitsAccount",
            "submitsSymbol",
            "messagesWindow",
            "messagesSession",
            "executionsSession",
            "identicalOrders",
            "entriesWithoutPerson",
            "losingExits")) {
      if (chance(40)) {
        facts.with("activity." + key, pick(COUNTS));
      }
    }
    facts
        .with("session.halted", chance(10) ? "true" : "false")
        .text("session.phase", pick("OPEN", "OPEN", "OPEN", "CLOSED"))
        .text("control.tradingState", pick("ACTIVE", "ACTIVE", "REDUCE_ONLY", "HALTED"))
        .with("control.permitted", chance(90) ? "true" : "false")
        .with("control.approvedModel", chance(90) ? "true" : "false")
        .with("control.dataSane", chance(90) ? "true" : "false")
        .with("control.restricted", chance(10) ? "true" : "false")
        .text("control.requiredGateLevel", pick("NONE", "L0", "L1"))
        .text("control.stage", pick("baseline", "week-one", "week-two"));
  }

  /** A price at, a tick around or some percent away from another. */
  private String near(String price) {
    BigDecimal exact = new BigDecimal(price);
    BigDecimal moved =
        switch (random.nextInt(5)) {
          case 0 -> exact.add(new BigDecimal("0.01"));
          case 1 -> exact.multiply(new BigDecimal("1.05"));
          case 2 -> exact.multiply(new BigDecimal("0.95"));
          case 3 -> exact.multiply(new BigDecimal("1.0500001"));
          default -> exact;
        };
    return moved.toPlainString();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
