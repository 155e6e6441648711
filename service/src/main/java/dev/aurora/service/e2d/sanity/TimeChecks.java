package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules about when bars are: order, uniqueness, sessions, gaps, no future. */
final class TimeChecks {

  private final TradingCalendar calendar;
  private final BarInterval interval;
  private final Instant asOf;
  private final Findings findings;

  TimeChecks(TradingCalendar calendar, BarInterval interval, Instant asOf, Findings findings) {
    this.calendar = calendar;
    this.interval = interval;
    this.asOf = asOf;
    this.findings = findings;
  }

  BarSeries check(BarSeries series) {
    lookahead(series);
    BarSeries ordered = increasing(unique(series));
    BarSeries inside = inSession(ordered);
    return gaps(inside);
  }

  private void lookahead(BarSeries series) {
    for (Bar bar : series.bars()) {
      Instant completed = calendar.completedAt(bar.time(), interval);
      if (completed.isAfter(asOf)) {
        findings.failure(
            SanityRule.LOOKAHEAD,
            series.symbol(),
            bar.time(),
            "complete at " + completed + ", after the as-of " + asOf);
      }
    }
  }

  private BarSeries unique(BarSeries series) {
    Set<Instant> seen = new HashSet<>();
    List<Bar> kept = new ArrayList<>();
    for (Bar bar : series.bars()) {
      if (seen.add(bar.time())
          || !findings.violation(
              SanityRule.TIME_UNIQUE,
              series.symbol(),
              bar.time(),
              "the same time again",
              "kept the first")) {
        kept.add(bar);
      }
    }
    return new BarSeries(series.symbol(), kept);
  }

  private BarSeries increasing(BarSeries series) {
    Instant newest = Instant.MIN;
    boolean sort = false;
    for (Bar bar : series.bars()) {
      if (bar.time().isBefore(newest)) {
        sort |=
            findings.violation(
                SanityRule.TIME_INCREASING,
                series.symbol(),
                bar.time(),
                "stands after the bar of " + newest,
                "sorted by time");
      } else {
        newest = bar.time();
      }
    }
    return sort
        ? new BarSeries(
            series.symbol(),
            series.bars().stream().sorted(Comparator.comparing(Bar::time)).toList())
        : series;
  }

  private BarSeries inSession(BarSeries series) {
    List<Bar> kept = new ArrayList<>();
    for (Bar bar : series.bars()) {
      if (isInSession(bar)
          || !findings.violation(
              SanityRule.IN_SESSION,
              series.symbol(),
              bar.time(),
              "starts outside the sessions of the calendar",
              "dropped")) {
        kept.add(bar);
      }
    }
    return new BarSeries(series.symbol(), kept);
  }

  private boolean isInSession(Bar bar) {
    if (interval.isIntraday()) {
      return calendar
          .openAt(bar.time())
          .filter(s -> calendar.barTimes(s, interval).contains(bar.time()))
          .isPresent();
    }
    LocalDate date = LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
    Optional<TradingSession> session = calendar.session(date);
    return session.isPresent() && session.get().barTime().equals(bar.time());
  }

  /** A missing bar may be filled flat from the one before; the newest one never: it decides. */
  private BarSeries gaps(BarSeries series) {
    if (series.bars().isEmpty()) {
      return series;
    }
    Map<Instant, Bar> present = new HashMap<>();
    series.bars().forEach(bar -> present.putIfAbsent(bar.time(), bar));
    List<Instant> expected = expected(series.bars().getFirst().time());
    List<Bar> filled = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Instant time = expected.get(i);
      if (!present.containsKey(time)) {
        missing(series.symbol(), time, i == expected.size() - 1, filled);
      } else {
        filled.add(present.get(time));
      }
    }
    return filled.size() > series.size() ? new BarSeries(series.symbol(), filled) : series;
  }

  private void missing(String symbol, Instant time, boolean newest, List<Bar> filled) {
    String detail = "the session's bar is missing";
    if (newest || filled.isEmpty()) {
      findings.failure(SanityRule.CALENDAR_GAP, symbol, time, detail);
    } else if (findings.violation(
        SanityRule.CALENDAR_GAP, symbol, time, detail, "filled flat at the close before")) {
      double close = filled.getLast().close();
      filled.add(new Bar(symbol, time, close, close, close, close, 0));
    }
  }

  private List<Instant> expected(Instant first) {
    LocalDate from = LocalDate.ofInstant(first, ZoneOffset.UTC);
    LocalDate to = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    List<Instant> times = new ArrayList<>();
    for (TradingSession session : calendar.sessionsBetween(from, to)) {
      for (Instant time : calendar.barTimes(session, interval)) {
        if (!time.isBefore(first) && !calendar.completedAt(time, interval).isAfter(asOf)) {
          times.add(time);
        }
      }
    }
    return times;
  }
}
