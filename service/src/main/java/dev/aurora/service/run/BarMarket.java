package dev.aurora.service.run;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.account.Valuation;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.ShareTerms;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The market as daily bars show it at the open after the decision's bar: the reference is the close
 * of bar t, the previous close that of t - 1, and the price at which the order will fill is no fact
 * at all. Thread-safe.
 */
public final class BarMarket {

  private static final String CURRENCY = "USD";
  private static final int VOLUME_SESSIONS = 20;

  private final BarStore bars;
  private final TradingCalendar calendar;
  private final CorporateActions actions;
  private final InstrumentFile instruments;
  private final List<LocalDate> decidable;

  public BarMarket(
      BarStore bars,
      TradingCalendar calendar,
      CorporateActions actions,
      InstrumentFile instruments) {
    this.bars = bars;
    this.calendar = calendar;
    this.actions = actions;
    this.instruments = instruments;
    this.decidable = decidable(bars, calendar);
  }

  /** The picture at the open of the session after {@code asOf}. */
  public MarketView atNextOpen(LocalDate asOf, Collection<String> symbols) {
    TradingSession session = calendar.next(asOf);
    Map<String, SymbolMarket> markets = new HashMap<>();
    Map<String, List<CorporateAction>> inPrices = new HashMap<>();
    for (String symbol : symbols) {
      markets.put(symbol, market(symbol, asOf, session));
      inPrices.put(symbol, actions.between(symbol, LocalDate.MIN, session.date()));
    }
    return new MarketView(session.open(), session.open(), markets, inPrices);
  }

  /**
   * The picture at a moment: at the open of the session that it lies in or after.
   *
   * @param at market time
   */
  public MarketView at(Instant at, Collection<String> symbols) {
    TradingSession session = calendar.openAt(at).orElseGet(() -> calendar.lastClosed(at));
    MarketView atOpen = atNextOpen(calendar.previous(session.date()).date(), symbols);
    return new MarketView(at, session.open(), atOpen.symbols(), atOpen.actions());
  }

  /**
   * Close of the newest bar at or before {@code asOf} by symbol; a symbol without one is left out.
   */
  public Map<String, BigDecimal> closes(LocalDate asOf, Collection<String> symbols) {
    Map<String, BigDecimal> closes = new HashMap<>();
    for (String symbol : symbols) {
      List<Bar> known = newest(symbol, asOf, 1);
      if (!known.isEmpty()) {
        closes.put(symbol, known.get(0).closePrice());
      }
    }
    return closes;
  }

  /** The bar of the session {@code asOf} in the share terms of the session after it, or null. */
  public @Nullable Bar barInNextTerms(String symbol, LocalDate asOf) {
    double ratio = splitBeforeNextOpen(symbol, asOf).doubleValue();
    return bars.bar(symbol, asOf.atStartOfDay(ZoneOffset.UTC).toInstant())
        .map(
            bar ->
                new Bar(
                    bar.symbol(),
                    bar.time(),
                    bar.open() / ratio,
                    bar.high() / ratio,
                    bar.low() / ratio,
                    bar.close() / ratio,
                    bar.volume() * ratio))
        .orElse(null);
  }

  /** New shares for one share of {@code asOf} at the open of the session after it. */
  public BigDecimal splitBeforeNextOpen(String symbol, LocalDate asOf) {
    return ShareTerms.unitsRatio(actions.between(symbol, asOf, calendar.next(asOf).date()));
  }

  /**
   * Sessions that can be decided on these bars, oldest first: those with bars, and a session with
   * bars after them to fill in.
   */
  public List<LocalDate> decidable() {
    return decidable;
  }

  /** The newest of them. */
  public LocalDate newestDecidable() {
    return decidable.get(decidable.size() - 1);
  }

  private static List<LocalDate> decidable(BarStore bars, TradingCalendar calendar) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    bars.symbols().stream()
        .flatMap(symbol -> bars.series(symbol).stream())
        .flatMap(series -> series.bars().stream())
        .map(BarMarket::date)
        .filter(calendar::isSession)
        .forEach(dates::add);
    return dates.stream().filter(date -> dates.contains(calendar.next(date).date())).toList();
  }

  private SymbolMarket market(String symbol, LocalDate asOf, TradingSession session) {
    List<Bar> known = newest(symbol, asOf, VOLUME_SESSIONS);
    boolean actionPending =
        actions.between(symbol, calendar.previous(session.date()).date(), session.date()).stream()
            .anyMatch(CorporateAction::changesTerms);
    return new SymbolMarket(
        instrument(symbol, known, session),
        quote(known, session),
        new MarketSession(SessionPhase.OPEN, session.close(), false, null, actionPending));
  }

  /** Lot, tick and factor that a corporate action needs; empty for an unknown instrument. */
  public Optional<ActionTerms> actionTerms(String symbol, LocalDate session) {
    MarketView view = atNextOpen(calendar.previous(session).date(), List.of(symbol));
    BigDecimal reference = Valuation.reference(view.of(symbol).quote());
    return instruments
        .of(symbol)
        .map(entry -> ActionTerms.of(entry.lotSize(), entry.tickSize(), BigDecimal.ONE, reference));
  }

  private @Nullable Instrument instrument(String symbol, List<Bar> known, TradingSession session) {
    return instruments
        .of(symbol)
        .map(
            entry ->
                new Instrument(
                    symbol,
                    CURRENCY,
                    entry.tickSize(),
                    entry.lotSize(),
                    entry.minQuantity(),
                    entry.maxQuantity(),
                    BigDecimal.ONE,
                    BigDecimal.ONE,
                    entry.sector(),
                    averageVolume(known, session),
                    false,
                    BigDecimal.ZERO))
        .orElse(null);
  }

  private @Nullable Quote quote(List<Bar> known, TradingSession session) {
    if (known.isEmpty()) {
      return null;
    }
    Bar last = known.get(known.size() - 1);
    BigDecimal previousClose =
        known.size() > 1 ? inTermsOf(session, known.get(known.size() - 2)) : null;
    LocalDate date = date(last);
    return new Quote(
        null,
        null,
        inTermsOf(session, last),
        previousClose,
        calendar.completedAt(last.time(), bars.interval()),
        QuoteSource.BAR,
        calendar.sessionsAfter(date, session.date()));
  }

  /**
   * The close in the share terms of the session: a split in between divides it, a dividend is taken
   * off it, as the exchange does at the open of the ex-date.
   */
  private @Nullable BigDecimal inTermsOf(TradingSession session, Bar bar) {
    return ShareTerms.priceAfter(bar.closePrice(), between(bar, session));
  }

  private List<CorporateAction> between(Bar bar, TradingSession session) {
    return actions.between(bar.symbol(), date(bar), session.date());
  }

  /** Units a day in the session's terms, or missing when fewer than 20 sessions are known. */
  private @Nullable BigDecimal averageVolume(List<Bar> known, TradingSession session) {
    if (known.size() < VOLUME_SESSIONS) {
      return null;
    }
    double sum =
        known.stream()
            .mapToDouble(
                bar -> bar.volume() * ShareTerms.unitsRatio(between(bar, session)).doubleValue())
            .sum();
    return BigDecimal.valueOf(sum / VOLUME_SESSIONS).setScale(0, RoundingMode.DOWN);
  }

  /** The newest bars that are complete at the close of {@code asOf}, oldest first. */
  private List<Bar> newest(String symbol, LocalDate asOf, int count) {
    List<Bar> all = bars.series(symbol).map(series -> series.bars()).orElse(List.of());
    int end = all.size();
    while (end > 0 && date(all.get(end - 1)).isAfter(asOf)) {
      end--;
    }
    return all.subList(Math.max(0, end - count), end);
  }

  private static LocalDate date(Bar bar) {
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }
}
