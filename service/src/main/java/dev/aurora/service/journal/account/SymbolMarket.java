package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Quote;
import org.jspecify.annotations.Nullable;

/** What is known of one symbol's market; {@code null} means missing, and is denied by the rules. */
public record SymbolMarket(
    @Nullable Instrument instrument, @Nullable Quote quote, @Nullable MarketSession session) {

  public static final SymbolMarket UNKNOWN = new SymbolMarket(null, null, null);
}
