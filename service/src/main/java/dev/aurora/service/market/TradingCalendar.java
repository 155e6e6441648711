package dev.aurora.service.market;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sessions of the New York Stock Exchange. Holidays are jollyday's, which knows every closure of
 * 2000-2026 but no early close; those are rules here. Hours follow New York time, so they move in
 * UTC with daylight saving.
 *
 * <p>Held against an independent list on every day of 2000-2026. Later years follow the same rules
 * and lack what the exchange has not announced; other years are refused. Immutable, thread-safe.
 */
public final class TradingCalendar {

  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2035;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

  private final NavigableMap<LocalDate, TradingSession> sessions;

  private TradingCalendar(NavigableMap<LocalDate, TradingSession> sessions) {
    this.sessions = Collections.unmodifiableNavigableMap(sessions);
  }

  /** The calendar of the New York Stock Exchange, computed once. */
  public static TradingCalendar nyse() {
    return Nyse.CALENDAR;
  }

  /** Built on first use only: it takes some tens of milliseconds. */
  private static final class Nyse {
    static final TradingCalendar CALENDAR = build();
  }

  private static TradingCalendar build() {
    HolidayManager holidays =
        HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.NYSE));
    NavigableMap<LocalDate, TradingSession> sessions = new TreeMap<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      List<LocalDate> closed =
          holidays.getHolidays(Year.of(year)).stream().map(h -> h.getDate()).toList();
      LocalDate end = LocalDate.of(year + 1, 1, 1);
      for (LocalDate day = LocalDate.of(year, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
        if (!isWeekend(day) && !closed.contains(day)) {
          sessions.put(day, hours(day));
        }
      }
    }
    return new TradingCalendar(sessions);
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == SATURDAY || day.getDayOfWeek() == SUNDAY;
  }

  private static TradingSession hours(LocalDate day) {
    boolean early = closesEarly(day);
    return new TradingSession(
        day,
        day.atTime(OPEN).atZone(NEW_YORK).toInstant(),
        day.atTime(early ? EARLY_CLOSE : CLOSE).atZone(NEW_YORK).toInstant(),
        early);
  }

  private static boolean closesEarly(LocalDate day) {
    if (day.equals(LocalDate.of(2002, 7, 5)) || day.equals(LocalDate.of(2003, 12, 26))) {
      return true; // single decisions of the exchange: the Friday after the holiday
    }
    if (day.equals(LocalDate.of(2002, 7, 3))) {
      return false; // a full day, because the Friday after the holiday was the short one
    }
    LocalDate thanksgiving =
        LocalDate.of(day.getYear(), Month.NOVEMBER, 1)
            .with(TemporalAdjusters.dayOfWeekInMonth(4, THURSDAY));
    boolean eve = isDate(day, Month.JULY, 3) || isDate(day, Month.DECEMBER, 24);
    // An eve on a Friday is the holiday's own observance, a closure; at weekends nobody asks.
    return day.equals(thanksgiving.plusDays(1)) || (eve && day.getDayOfWeek() != FRIDAY);
  }

  private static boolean isDate(LocalDate day, Month month, int dayOfMonth) {
    return day.getMonth() == month && day.getDayOfMonth() == dayOfMonth;
  }

  /** Whether the exchange trades on this date. */
  public boolean isSession(LocalDate date) {
    return sessions.containsKey(inRange(date));
  }

  /** The session of this date, empty on a closure. */
  public Optional<TradingSession> session(LocalDate date) {
    return Optional.ofNullable(sessions.get(inRange(date)));
  }

  /** The first session after this date. */
  public TradingSession next(LocalDate date) {
    return known(sessions.higherEntry(inRange(date)), date);
  }

  /** The last session before this date. */
  public TradingSession previous(LocalDate date) {
    return known(sessions.lowerEntry(inRange(date)), date);
  }

  /** All sessions from {@code from} to {@code to}, both included. */
  public List<TradingSession> sessionsBetween(LocalDate from, LocalDate to) {
    return from.isAfter(to)
        ? List.of()
        : List.copyOf(sessions.subMap(inRange(from), true, inRange(to), true).values());
  }

  /** How many sessions lie after {@code from} and not after {@code to}: 1 for the next session. */
  public int sessionsAfter(LocalDate from, LocalDate to) {
    return from.isBefore(to) ? sessions.subMap(inRange(from), false, inRange(to), true).size() : 0;
  }

  /** The last session whose close is at or before {@code at}. */
  public TradingSession lastClosed(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, NEW_YORK);
    return session(day).filter(s -> !s.close().isAfter(at)).orElseGet(() -> previous(day));
  }

  /** The session that trades at {@code at}, empty when the exchange is closed. */
  public Optional<TradingSession> openAt(Instant at) {
    return session(LocalDate.ofInstant(at, NEW_YORK)).filter(s -> s.contains(at));
  }

  /**
   * When a bar is complete and may be used: a daily bar at its session's close, an intraday bar at
   * its end or the close, whichever is first. A bar outside any session (DataSanity will refuse it)
   * counts as complete at its end by the clock.
   */
  public Instant completedAt(Instant barTime, BarInterval interval) {
    LocalDate day =
        interval.isIntraday()
            ? LocalDate.ofInstant(barTime, NEW_YORK)
            : LocalDate.ofInstant(barTime, ZoneOffset.UTC);
    Instant end = barTime.plus(interval.length());
    return session(day)
        .map(s -> !interval.isIntraday() || s.close().isBefore(end) ? s.close() : end)
        .orElse(end);
  }

  /** Start times of the bars that a session should have. */
  public List<Instant> barTimes(TradingSession session, BarInterval interval) {
    if (!interval.isIntraday()) {
      return List.of(session.barTime());
    }
    List<Instant> times = new ArrayList<>();
    for (Instant at = session.open(); session.contains(at); at = at.plus(interval.length())) {
      times.add(at);
    }
    return times;
  }

  private static LocalDate inRange(LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          date + " is outside the calendar (" + FIRST_YEAR + " to " + LAST_YEAR + ")");
    }
    return date;
  }

  private static TradingSession known(
      Map.@org.jspecify.annotations.Nullable Entry<LocalDate, TradingSession> entry,
      LocalDate from) {
    if (entry == null) {
      throw new IllegalArgumentException("the calendar ends at " + from);
    }
    return entry.getValue();
  }
}
