package dev.aurora.service.e2d;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known at an as-of: the newest complete bar of the calendar, and so every bar up to it.
 *
 * @param calendar sessions
 * @param interval length of the bars
 * @param asOf start of the newest complete bar
 * @param knownAt when that bar was complete
 */
record KnownMarket(TradingCalendar calendar, BarInterval interval, Instant asOf, Instant knownAt) {

  /**
   * Resolves an as-of.
   *
   * @throws IllegalArgumentException when a date is no session, or out of the calendar
   */
  static KnownMarket at(AsOf asOf, TradingCalendar calendar, BarInterval interval) {
    return switch (asOf) {
      case AsOf.Session wanted -> {
        TradingSession session = session(wanted.date(), calendar);
        yield newest(session, session.close(), calendar, interval);
      }
      case AsOf.Moment moment -> newest(moment.at(), calendar, interval);
    };
  }

  private static TradingSession session(LocalDate date, TradingCalendar calendar) {
    return calendar
        .session(date)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    date
                        + " is no NYSE session, the last one before is "
                        + calendar.previous(date).date()));
  }

  private static KnownMarket newest(Instant at, TradingCalendar calendar, BarInterval interval) {
    TradingSession running = calendar.openAt(at).orElse(null);
    boolean complete =
        interval.isIntraday()
            && running != null
            && !calendar.completedAt(running.open(), interval).isAfter(at);
    TradingSession session = complete && running != null ? running : calendar.lastClosed(at);
    return newest(session, at, calendar, interval);
  }

  private static KnownMarket newest(
      TradingSession session, Instant at, TradingCalendar calendar, BarInterval interval) {
    List<Instant> complete =
        calendar.barTimes(session, interval).stream()
            .filter(t -> !calendar.completedAt(t, interval).isAfter(at))
            .toList();
    Instant newest = complete.getLast();
    return new KnownMarket(calendar, interval, newest, calendar.completedAt(newest, interval));
  }

  /** The bars of a symbol that are complete, in the order of their source. */
  BarSeries known(BarStore store, String symbol) {
    List<Bar> bars =
        store.series(symbol).map(BarSeries::bars).orElse(List.of()).stream()
            .filter(b -> !calendar.completedAt(b.time(), interval).isAfter(knownAt))
            .toList();
    return new BarSeries(symbol, bars);
  }
}
