package dev.aurora.rules.testing;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.SaidNone;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.json.FactsWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Orders that seek the boundaries of limits: most values are drawn from just below, at and just
 * above what shipped limits and instruments say. The seed decides everything.
 */
public final class RandomFacts {

  private static final SampleFacts CLEAN = SampleFacts.cleanBuy();

  private static final String[] QUANTITIES = {
    "1", "99", "100", "101", "1336", "2000", "2001", "9999", "10000", "10001", "49999", "50000",
    "50001", "0.5", "0", "-1"
  };
  private static final String[] PRICES = {
    "0.50", "0.9999", "1", "24.99", "25", "25.0001", "49.99", "50", "187.20", "187.205", "250"
  };
  private static final String[] MONEY = {
    "0",
    "1",
    "979999",
    "980000",
    "980001",
    "990000",
    "989999.99",
    "949999.99",
    "950000",
    "900000",
    "899999.99",
    "994000",
    "993999",
    "997000",
    "996999.99",
    "1000000",
    "1900000",
    "2000000",
    "249999.99",
    "250000",
    "250000.01",
    "9750000",
    "9981280",
    "10000000"
  };
  private static final String[] COUNTS = {
    "0", "1", "3", "4", "9", "10", "11", "19", "20", "21", "49", "50", "51", "99", "100", "101",
    "199", "200", "499", "500", "501", "5001", "19999", "20000"
  };
  private static final String[] TIMES = {
    "2025-03-03T14:44:59Z",
    "2025-03-03T14:45:00Z",
    "2025-03-03T14:57:59Z",
    "2025-03-03T14:58:00Z",
    "2025-03-03T14:59:00Z",
    "2025-03-03T14:59:00.000000001Z",
    "2025-03-03T14:59:54.999Z",
    "2025-03-03T14:59:55Z",
    "2025-03-03T14:59:59Z",
    "2025-03-03T15:00:00Z",
    "2025-03-03T15:00:01Z",
    "2025-03-03T15:00:01.001Z"
  };

  private static final String[] HOLES = {
    "now",
    "order.clientOrderId",
    "order.quantity",
    "order.side",
    "order.limitPrice",
    "order.type",
    "order.account",
    "order.origin",
    "order.decidedAt",
    "order.sessionsOld",
    "instrument.symbol",
    "instrument.tickSize",
    "instrument.multiplier",
    "instrument.lotSize",
    "instrument.maxQuantity",
    "instrument.sector",
    "instrument.averageDailyVolume",
    "instrument.shortable",
    "quote.bid",
    "quote.ask",
    "quote.last",
    "quote.previousClose",
    "quote.asOf",
    "quote.source",
    "quote.sessionsOld",
    "session.phase",
    "session.closesAt",
    "session.halted",
    "account.equity",
    "account.equityAtOpen",
    "account.grossExposure",
    "account.equityPeak",
    "account.buyingPower",
    "account.sectorExposure",
    "account.openBreaks",
    "position.quantity",
    "position.workingBuy",
    "position.workingSell",
    "position.workingBuyOrders",
    "activity.submitsSymbol",
    "activity.identicalOrders",
    "activity.executionsSession",
    "control.tradingState",
    "control.permitted",
    "control.stage",
    "control.mode",
    "control.gateLevel",
    "control.envelope.positionMax"
  };

  private final Random random;

  public RandomFacts(long seed) {
    this.random = new Random(seed);
  }

  /** Facts with nothing missing. */
  public OrderFacts complete() {
    return CLEAN.with(next()).facts();
  }

  /** As a line reads that leaves out some of the keys whose null would say "none". */
  private OrderFacts silent(OrderFacts facts) {
    long bits = random.nextInt(1 << SaidNone.values().length);
    String line = new FactsWriter().line(facts.leavingOut(bits));
    return ((FactsLine.OrderLine) new FactsReader().read(line)).facts();
  }

  /** Facts with one to three values or sections missing. */
  public OrderFacts incomplete() {
    Map<String, Object> facts = next();
    int holes = 1 + random.nextInt(3);
    for (int i = 0; i < holes; i++) {
      String hole = pick(HOLES);
      if (!hole.startsWith("control.envelope.") || facts.get("control.envelope") != null) {
        facts.put(hole, null);
      }
    }
    if (chance(20)) {
      String section =
          pick(
              "order",
              "instrument",
              "quote",
              "session",
              "account",
              "position",
              "activity",
              "control");
      facts.keySet().removeIf(path -> path.startsWith(section + "."));
      facts.put(section, null);
    }
    OrderFacts made = CLEAN.with(facts).facts();
    return chance(25) ? silent(made) : made;
  }

  private Map<String, Object> next() {
    // Ordered, so that a hole inside the envelope is made after the envelope.
    Map<String, Object> facts = new LinkedHashMap<>();
    order(facts);
    instrument(facts);
    account(facts);
    position(facts);
    activity(facts);
    surroundings(facts);
    return facts;
  }

  private void order(Map<String, Object> facts) {
    String price = pick(PRICES);
    boolean limit = chance(70);
    String bid = near(price);
    facts.put("order.side", pick("BUY", "SELL"));
    facts.put("order.type", limit ? "LIMIT" : "MARKET");
    facts.put("order.limitPrice", limit ? near(price) : null);
    facts.put("order.quantity", pick(QUANTITIES));
    facts.put("order.strategy", pick("momentum", "other"));
    facts.put("order.decidedAt", pick(TIMES));
    facts.put("order.expiresAt", chance(80) ? null : pick(TIMES));
    facts.put("order.origin", pick("STRATEGY", "STRATEGY", "MANUAL_EXIT", "KILL_FLATTEN"));
    facts.put("order.sessionsOld", random.nextInt(3));
    facts.put("quote.bid", chance(95) ? bid : "0");
    facts.put("quote.ask", chance(50) ? bid : new BigDecimal(bid).multiply(ratio()).toString());
    facts.put("quote.last", price);
    facts.put("quote.previousClose", new BigDecimal(price).multiply(ratio()).toString());
    facts.put("quote.asOf", pick(TIMES));
    facts.put("quote.source", pick("LIVE", "LIVE", "BAR"));
    facts.put("quote.sessionsOld", random.nextInt(3));
  }

  private void instrument(Map<String, Object> facts) {
    if (chance(50)) {
      return;
    }
    facts.put("instrument.symbol", pick("AAPL", "AAPL", "AAPL", "IBM"));
    facts.put("instrument.tickSize", pick("0.01", "0.05", "0.0001", "0"));
    facts.put("instrument.lotSize", pick("1", "100", "10"));
    facts.put("instrument.minQuantity", pick("1", "100", "101"));
    facts.put("instrument.maxQuantity", pick("9999", "10000", "1000000"));
    facts.put("instrument.multiplier", pick("1", "1", "10"));
    facts.put("instrument.fxRate", pick("1", "1", "0.93"));
    facts.put("instrument.averageDailyVolume", pick("0", "10000", "1000000", "1000001"));
    facts.put("instrument.shortable", chance(50));
    facts.put("instrument.shortableQuantity", pick("0", "99", "100", "100000"));
  }

  private void account(Map<String, Object> facts) {
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
        facts.put("account." + key, pick(MONEY));
      }
    }
    if (chance(20)) {
      facts.put("account.sectorExposure", Map.of("TECH", pick(MONEY)));
    }
    facts.put("account.ordersToday", Long.valueOf(pick(COUNTS)));
    facts.put("account.openBreaks", chance(80) ? 0 : 1);
  }

  private void position(Map<String, Object> facts) {
    String buys = pick("0", "100", "9900");
    String sells = pick("0", "0", "50");
    facts.put("position.quantity", pick("0", "100", "-100", "10000", "-50000", "49900", "150"));
    facts.put("position.workingBuy", buys);
    facts.put("position.workingBuyOrders", buys.equals("0") ? 0 : pickCount("1", "19", "20"));
    facts.put("position.workingSell", sells);
    facts.put("position.workingSellOrders", chance(5) ? 0 : sells.equals("0") ? 0 : 1);
    facts.put("position.lastExitAt", chance(70) ? null : pick(TIMES));
    facts.put("position.bestOwnBid", chance(80) ? null : pick(PRICES));
    facts.put("position.bestOwnAsk", chance(80) ? null : pick(PRICES));
  }

  private void activity(Map<String, Object> facts) {
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
        facts.put("activity." + key, pickCount(COUNTS));
      }
    }
  }

  private void surroundings(Map<String, Object> facts) {
    facts.put("session.halted", chance(10));
    facts.put("session.limitState", chance(80) ? null : pick("UP", "DOWN"));
    facts.put("session.corporateActionPending", chance(5));
    facts.put("session.phase", pick("OPEN", "OPEN", "OPEN", "CLOSED"));
    facts.put(
        "session.closesAt",
        pick("2025-03-03T15:04:59Z", "2025-03-03T15:05:00Z", "2025-03-03T21:00:00Z"));
    facts.put("control.tradingState", pick("ACTIVE", "ACTIVE", "REDUCE_ONLY", "HALTED"));
    facts.put("control.permitted", chance(90));
    facts.put("control.approvedModel", chance(90));
    facts.put("control.dataSane", chance(90));
    facts.put("control.restricted", chance(10));
    facts.put("control.noTrade", chance(5));
    facts.put("control.ruleSetApproved", chance(95));
    facts.put("control.gateLevel", pick("NONE", "L0", "L1", "L2"));
    facts.put("control.requiredGateLevel", pick("NONE", "L0", "L1"));
    facts.put("control.mode", pick("SHADOW", "PAPER", "LIVE"));
    facts.put("control.stage", pick("baseline", "week-one", "week-two"));
    facts.put("control.envelope", chance(70) ? null : envelope());
  }

  private Map<String, Object> envelope() {
    return Map.of(
        "symbols",
        List.of(pick("AAPL", "AAPL", "IBM")),
        "orderValueMax",
        pick(MONEY),
        "positionMax",
        pick("99", "100", "101", "50000"),
        "ordersPerSessionMax",
        pickCount(COUNTS));
  }

  /** A price at, a tick around or some percent away from another. */
  private String near(String price) {
    BigDecimal exact = new BigDecimal(price);
    return switch (random.nextInt(4)) {
      case 0 -> exact.add(new BigDecimal("0.01")).toPlainString();
      case 1 -> exact.multiply(ratio()).toPlainString();
      default -> price;
    };
  }

  /** A factor at, just beside or beyond a collar's or band's edge. */
  private BigDecimal ratio() {
    return new BigDecimal(
        pick(
            "1",
            "1.05",
            "0.95",
            "1.0500001",
            "0.9499999",
            "1.07",
            "0.93",
            "1.1",
            "0.9",
            "1.2",
            "0.8",
            "0.7999",
            "1.25",
            "1.2000001",
            "1.4"));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Long pickCount(String... values) {
    return Long.valueOf(pick(values));
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
