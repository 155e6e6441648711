package dev.aurora.service.drill;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.broker.paper.PriceSource;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A made-up market of liquid shares on real sessions. Immutable. */
public final class DrillMarket {

  /** Shares at 100. */
  public static final List<String> SHARES =
      IntStream.rangeClosed(1, 12).mapToObj("SHARE-%02d"::formatted).toList();

  /** A share at 5, cheap enough to reach a limit in units before one in money. */
  static final String CHEAP = "CHEAP";

  private static final LocalDate FIRST = LocalDate.of(2025, 3, 3);
  private static final BigDecimal TICK = new BigDecimal("0.01");
  private static final BigDecimal VOLUME = BigDecimal.valueOf(50_000_000);
  private static final Duration AFTER_OPEN = Duration.ofMinutes(10);
  private static final int SECTORS = 4;

  /** The one session that live quotes are of. */
  private static final int LIVE_SESSION = 1;

  private final List<TradingSession> sessions;

  public DrillMarket(TradingCalendar calendar) {
    this.sessions = calendar.sessionsBetween(FIRST, FIRST.plusMonths(3));
  }

  static BigDecimal price(String symbol) {
    return symbol.equals(CHEAP) ? BigDecimal.valueOf(5) : BigDecimal.valueOf(100);
  }

  /** Every order meets a bar at the usual price the moment it comes. */
  public static PriceSource fills() {
    return (symbol, notBefore) ->
        Optional.of(new PriceSource.OpeningBar(symbol, notBefore, price(symbol), VOLUME));
  }

  /** When trading decisions of a session start. */
  public Instant start(int session) {
    return sessions.get(session).open().plus(AFTER_OPEN);
  }

  /**
   * Live quotes.
   *
   * @param asOf when they were last heard
   * @param factor of the usual price; the previous close stays the usual one
   */
  MarketView live(Instant now, Instant asOf, BigDecimal factor) {
    return view(
        LIVE_SESSION,
        now,
        symbol -> {
          BigDecimal last = price(symbol).multiply(factor);
          return new Quote(
              last.subtract(TICK), last.add(TICK), last, price(symbol), asOf, QuoteSource.LIVE, 0);
        });
  }

  /** Live quotes of this moment at the usual prices. */
  public MarketView live(Instant now) {
    return live(now, now, BigDecimal.ONE);
  }

  /**
   * Daily bars.
   *
   * @param session in which it is traded
   * @param sessionsOld how many sessions ago the newest bar is from
   */
  MarketView bars(int session, Instant now, int sessionsOld) {
    Instant asOf = sessions.get(session - sessionsOld).close();
    return view(
        session,
        now,
        symbol ->
            new Quote(
                null, null, price(symbol), price(symbol), asOf, QuoteSource.BAR, sessionsOld));
  }

  private interface Quotes {
    Quote of(String symbol);
  }

  private MarketView view(int session, Instant now, Quotes quotes) {
    TradingSession trading = sessions.get(session);
    Map<String, SymbolMarket> markets = new HashMap<>();
    for (int i = 0; i < SHARES.size(); i++) {
      markets.put(SHARES.get(i), market(SHARES.get(i), "SECTOR-" + i % SECTORS, trading, quotes));
    }
    markets.put(CHEAP, market(CHEAP, "SECTOR-CHEAP", trading, quotes));
    return new MarketView(now, trading.open(), markets);
  }

  private static SymbolMarket market(
      String symbol, String sector, TradingSession session, Quotes quotes) {
    return new SymbolMarket(
        new Instrument(
            symbol,
            "USD",
            TICK,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.valueOf(1_000_000),
            BigDecimal.ONE,
            BigDecimal.ONE,
            sector,
            VOLUME,
            false,
            BigDecimal.ZERO),
        quotes.of(symbol),
        new MarketSession(SessionPhase.OPEN, session.close(), false, null, false));
  }

  /** How far {@code factor} times a price is from it, in basis points, rounded up. */
  static BigDecimal distanceBps(BigDecimal factor) {
    return factor
        .subtract(BigDecimal.ONE)
        .abs()
        .multiply(BigDecimal.valueOf(10_000))
        .setScale(0, RoundingMode.UP);
  }
}
