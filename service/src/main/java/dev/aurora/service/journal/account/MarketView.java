package dev.aurora.service.journal.account;

import dev.aurora.service.journal.database.Columns;
import java.time.Instant;
import java.util.Map;

/**
 * The market as one call sees it: every order of the call is checked against the same picture.
 *
 * @param now market time, held to the microsecond as the books hold it
 * @param sessionOpen New York open of the session that {@code now} belongs to; day counters start
 *     there
 * @param symbols markets of the orders' symbols, and of all that the account holds or has working:
 *     a holding without a market leaves equity and exposures missing
 */
public record MarketView(Instant now, Instant sessionOpen, Map<String, SymbolMarket> symbols) {

  public MarketView {
    now = Columns.micros(now);
    sessionOpen = Columns.micros(sessionOpen);
    if (sessionOpen.isAfter(now)) {
      throw new IllegalArgumentException(
          "the session opens at " + sessionOpen + ", after now, " + now);
    }
    symbols = Map.copyOf(symbols);
  }

  /** The symbol's market, or one of which nothing is known. */
  public SymbolMarket of(String symbol) {
    return symbols.getOrDefault(symbol, SymbolMarket.UNKNOWN);
  }
}
