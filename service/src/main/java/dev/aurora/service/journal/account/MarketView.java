package dev.aurora.service.journal.account;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.market.CorporateAction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * The market as one call sees it: every order of the call is checked against the same picture.
 *
 * @param now market time, held to the microsecond as the books hold it
 * @param sessionOpen New York open of the session that {@code now} belongs to; day counters start
 *     there
 * @param symbols markets of the orders' symbols, and of all that the account holds or has working:
 *     a holding without a market leaves equity and exposures missing
 * @param actions by symbol, all that are in these prices: known, with an ex-date up to and with the
 *     session
 */
public record MarketView(
    Instant now,
    Instant sessionOpen,
    Map<String, SymbolMarket> symbols,
    Map<String, List<CorporateAction>> actions) {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** A market without corporate actions. */
  public MarketView(Instant now, Instant sessionOpen, Map<String, SymbolMarket> symbols) {
    this(now, sessionOpen, symbols, Map.of());
  }

  public MarketView {
    now = Columns.micros(now);
    sessionOpen = Columns.micros(sessionOpen);
    if (sessionOpen.isAfter(now)) {
      throw new IllegalArgumentException(
          "the session opens at " + sessionOpen + ", after now, " + now);
    }
    symbols = Map.copyOf(symbols);
    actions = Map.copyOf(actions);
  }

  /** New York date of the session. */
  public LocalDate sessionDate() {
    return LocalDate.ofInstant(sessionOpen, NEW_YORK);
  }

  /** The symbol's market, or one of which nothing is known. */
  public SymbolMarket of(String symbol) {
    return symbols.getOrDefault(symbol, SymbolMarket.UNKNOWN);
  }
}
