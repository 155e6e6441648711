package dev.aurora.service.journal.testing;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.account.SymbolMarket;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Orders and markets with round numbers. */
public final class Samples {

  public static final String ACCOUNT = "PAPER-1";
  public static final String STRATEGY = "momentum";
  public static final Instant SESSION_OPEN = Instant.parse("2025-03-03T14:30:00Z");
  public static final Instant NOW = Instant.parse("2025-03-03T15:00:00Z");

  private Samples() {}

  public static BigDecimal of(String number) {
    return new BigDecimal(number);
  }

  public static Order buy(String id, String symbol, String quantity) {
    return market(id, symbol, Side.BUY, quantity);
  }

  public static Order sell(String id, String symbol, String quantity) {
    return market(id, symbol, Side.SELL, quantity);
  }

  public static Order market(String id, String symbol, Side side, String quantity) {
    return order(id, "intent-" + id, symbol, side, OrderType.MARKET, quantity, null, null);
  }

  public static Order limit(
      String id, String symbol, Side side, String quantity, String limitPrice) {
    return order(id, "intent-" + id, symbol, side, OrderType.LIMIT, quantity, of(limitPrice), null);
  }

  public static Order attempt(String id, String intent, String symbol, String quantity) {
    return order(id, intent, symbol, Side.BUY, OrderType.MARKET, quantity, null, null);
  }

  public static Order order(
      String id,
      String intent,
      String symbol,
      Side side,
      OrderType type,
      String quantity,
      BigDecimal limitPrice,
      String replaces) {
    return new Order(
        id,
        intent,
        ACCOUNT,
        STRATEGY,
        "m-1",
        "PAPER",
        symbol,
        side,
        type,
        of(quantity),
        limitPrice,
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        NOW,
        0,
        replaces,
        false);
  }

  /** The order for another account. */
  public static Order of(Order order, String account, String strategy) {
    return of(order, account, strategy, order.modelVersion());
  }

  /** The same order of another account, strategy and model. */
  public static Order of(Order order, String account, String strategy, String model) {
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        account,
        strategy,
        model,
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        order.timeInForce(),
        order.expiresAt(),
        order.origin(),
        order.decidedAt(),
        order.sessionsOld(),
        order.replaces(),
        order.nonFinite());
  }

  /** A market with one price: bid, ask and last are equal, the previous close stands beside. */
  public static SymbolMarket at(String symbol, String price, String previousClose) {
    return new SymbolMarket(
        instrument(symbol, "TECH"),
        new Quote(of(price), of(price), of(price), of(previousClose), NOW, QuoteSource.LIVE, 0),
        new MarketSession(SessionPhase.OPEN, NOW.plusSeconds(3600), false, null, false));
  }

  public static Instrument instrument(String symbol, String sector) {
    return new Instrument(
        symbol,
        "USD",
        of("0.01"),
        of("1"),
        of("1"),
        of("1000000"),
        of("1"),
        of("1"),
        sector,
        of("50000000"),
        true,
        of("100000"));
  }

  /** AAPL at 100 after 90, MSFT at 200 after 210. */
  public static MarketView marketAt(Instant now) {
    Map<String, SymbolMarket> symbols = new HashMap<>();
    symbols.put("AAPL", at("AAPL", "100", "90"));
    symbols.put("MSFT", at("MSFT", "200", "210"));
    return new MarketView(now, SESSION_OPEN, symbols);
  }

  public static RunFacts runFacts() {
    return new RunFacts(
        TradingState.ACTIVE,
        Set.of(),
        Set.of(),
        true,
        true,
        true,
        GateLevel.L0,
        GateLevel.NONE,
        true,
        TradingMode.PAPER,
        Stage.WEEK_TWO,
        null);
  }
}
