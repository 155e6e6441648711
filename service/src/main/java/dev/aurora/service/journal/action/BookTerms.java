package dev.aurora.service.journal.action;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.ShareTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The market in the share terms that one account's books are in. While books and session agree,
 * this is the session's own picture. While an action of the session is not booked yet, its prices
 * are read as before it, so that what is held keeps its value, and the symbol says {@code
 * corporateActionPending}; likewise when the books have gone on beyond the session that is asked
 * about. A session that the account's market time has left is closed for it.
 *
 * <p>Call it under the account's lock: what it answers is then true for the whole transaction.
 */
public final class BookTerms {

  private final MarketClock clock;
  private final MarketView market;
  private final List<CorporateAction> booked;
  private final Set<String> bookedIds;

  private BookTerms(MarketClock clock, MarketView market, List<CorporateAction> booked) {
    this.clock = clock;
    this.market = market;
    this.booked = booked;
    this.bookedIds = booked.stream().map(CorporateAction::id).collect(Collectors.toSet());
  }

  /** The market for this account; as it came when the account has no market clock yet. */
  public static MarketView of(Handle handle, String account, MarketView market) {
    Optional<MarketClock> clock = MarketClocks.find(handle, account);
    if (clock.isEmpty()) {
      return market;
    }
    List<CorporateAction> booked = ActionRows.booked(handle, account, clock.get().beganOn());
    return new BookTerms(clock.get(), market, booked).read();
  }

  /**
   * New units for one old unit over the splits that are booked and took effect after a moment: for
   * what is told late, in the terms of then.
   */
  public static BigDecimal unitsSince(Handle handle, String account, String symbol, Instant at) {
    return handle
        .createQuery(
            """
            select action_value from corporate_actions where account = :account
                and symbol = :symbol and action_type = 'SPLIT' and effective_at_market > :at\
            """)
        .bind("account", account)
        .bind("symbol", symbol)
        .bind("at", Columns.time(at))
        .mapTo(BigDecimal.class)
        .list()
        .stream()
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  private MarketView read() {
    Set<String> symbols = new TreeSet<>(market.symbols().keySet());
    Map<String, SymbolMarket> read = new HashMap<>();
    symbols.forEach(symbol -> read.put(symbol, read(symbol)));
    return new MarketView(market.now(), market.sessionOpen(), read, market.actions());
  }

  private SymbolMarket read(String symbol) {
    LocalDate session = market.sessionDate();
    SymbolMarket asItCame = market.of(symbol);
    List<CorporateAction> unbooked =
        market.actions().getOrDefault(symbol, List.of()).stream()
            .filter(action -> action.exDate().isAfter(clock.beganOn()))
            .filter(action -> !action.exDate().isAfter(session))
            .filter(action -> !bookedIds.contains(action.id()))
            .toList();
    // Beyond the session, or booked under another definition than the market's.
    Set<String> doubted =
        unbooked.stream().map(CorporateAction::subject).collect(Collectors.toSet());
    List<CorporateAction> ahead =
        booked.stream()
            .filter(action -> action.symbol().equals(symbol))
            .filter(
                action -> action.exDate().isAfter(session) || doubted.contains(action.subject()))
            .toList();
    boolean pending =
        Stream.concat(unbooked.stream(), ahead.stream()).anyMatch(CorporateAction::changesTerms);
    return new SymbolMarket(
        instrument(asItCame.instrument(), unbooked, ahead),
        quote(asItCame.quote(), unbooked, ahead),
        session(
            asItCame.session(),
            // A market that tells no actions of the symbol has said all that it knows in its flag.
            pending || (!market.actions().containsKey(symbol) && flagged(asItCame.session())),
            clock.rolledTo().isAfter(session)));
  }

  private static @Nullable Quote quote(
      @Nullable Quote quote, List<CorporateAction> unbooked, List<CorporateAction> ahead) {
    if (quote == null || (unbooked.isEmpty() && ahead.isEmpty())) {
      return quote;
    }
    return new Quote(
        price(quote.bid(), unbooked, ahead),
        price(quote.ask(), unbooked, ahead),
        price(quote.last(), unbooked, ahead),
        price(quote.previousClose(), unbooked, ahead),
        quote.asOf(),
        quote.source(),
        quote.sessionsOld());
  }

  private static @Nullable BigDecimal price(
      @Nullable BigDecimal price, List<CorporateAction> unbooked, List<CorporateAction> ahead) {
    return ShareTerms.priceAfter(ShareTerms.priceBefore(price, unbooked), ahead);
  }

  private static @Nullable Instrument instrument(
      @Nullable Instrument instrument,
      List<CorporateAction> unbooked,
      List<CorporateAction> ahead) {
    if (instrument == null || instrument.averageDailyVolume() == null) {
      return instrument;
    }
    BigDecimal volume =
        instrument
            .averageDailyVolume()
            .multiply(ShareTerms.unitsRatio(ahead))
            .divide(ShareTerms.unitsRatio(unbooked), 0, RoundingMode.DOWN);
    boolean same = volume.compareTo(instrument.averageDailyVolume()) == 0;
    return same ? instrument : withVolume(instrument, volume);
  }

  private static Instrument withVolume(Instrument of, BigDecimal averageDailyVolume) {
    return new Instrument(
        of.symbol(),
        of.currency(),
        of.tickSize(),
        of.lotSize(),
        of.minQuantity(),
        of.maxQuantity(),
        of.multiplier(),
        of.fxRate(),
        of.sector(),
        averageDailyVolume,
        of.shortable(),
        of.shortableQuantity());
  }

  private static boolean flagged(@Nullable MarketSession session) {
    return session != null && Boolean.TRUE.equals(session.corporateActionPending());
  }

  private static @Nullable MarketSession session(
      @Nullable MarketSession session, boolean pending, boolean isOver) {
    if (session == null) {
      return null;
    }
    return new MarketSession(
        isOver ? SessionPhase.CLOSED : session.phase(),
        session.closesAt(),
        session.halted(),
        session.limitState(),
        pending);
  }
}
