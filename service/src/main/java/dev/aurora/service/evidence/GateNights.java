package dev.aurora.service.evidence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nightly judgements of a level. A night is a date in UTC; it is green when every gate has been
 * judged in it and none was red, however often it was judged: a red night is not talked green by
 * doing it again, and a night that has passed is not made green afterwards.
 *
 * @param level such as {@code L1}
 * @param greenInARow how many nights in a row are green, counted back from the newest that is due;
 *     a night that is missing, or lacks a gate, breaks the row
 * @param newestFirst every night since the first, those that are missing named too
 */
public record GateNights(String level, int greenInARow, List<Night> newestFirst) {

  /** A night may still be on its way for so long after its date begins. */
  static final Duration PATIENCE = Duration.ofHours(16);

  /** A green verdict counts for its night when it was judged within so long of its beginning. */
  static final Duration JUDGED_WITHIN = Duration.ofHours(28);

  private static final int DAYS_SHOWN_MAX = 60;

  /** How far back verdicts are read: two days more than are shown. */
  static final Duration READ = Duration.ofDays(DAYS_SHOWN_MAX + 2);

  public GateNights {
    newestFirst = List.copyOf(newestFirst);
  }

  /** How a night went. */
  public enum State {
    GREEN,
    /** At least one gate was red. */
    RED,
    /** Nothing red, but a gate was not judged. */
    INCOMPLETE,
    /** Nothing was judged at all. */
    MISSING,
    /** Today's, which may still come. */
    DUE
  }

  /**
   * One night.
   *
   * @param gates what to say of it: red or missing gates by name
   */
  public record Night(LocalDate asOf, State state, List<String> gates) {

    public Night {
      gates = List.copyOf(gates);
    }
  }

  /** Of a night's judgement: {@code gate/L1/2026-11-30}, from the second on with a number. */
  public static String runId(String level, LocalDate asOf) {
    return stem(level) + asOf;
  }

  static String stem(String level) {
    return "gate/" + level + "/";
  }

  /** The date of a night's judgement; empty when the id is of something else. */
  static Optional<LocalDate> asOf(String level, String runId) {
    String stem = stem(level);
    if (!runId.startsWith(stem)) {
      return Optional.empty();
    }
    String date = runId.substring(stem.length()).split("/", 2)[0];
    try {
      return Optional.of(LocalDate.parse(date));
    } catch (DateTimeException notANight) {
      return Optional.empty();
    }
  }

  static GateNights of(
      String level, Set<String> gates, Map<LocalDate, List<Evidence>> byDate, Instant now) {
    if (gates.isEmpty()) {
      throw new IllegalArgumentException("a night without gates would always be green");
    }
    TreeMap<LocalDate, List<Evidence>> sorted = new TreeMap<>(byDate);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate first = sorted.isEmpty() ? today : sorted.firstKey();
    List<Night> nights = new ArrayList<>();
    for (LocalDate date = today;
        !date.isBefore(first) && nights.size() < DAYS_SHOWN_MAX;
        date = date.minusDays(1)) {
      nights.add(night(level, date, gates, sorted.getOrDefault(date, List.of()), now));
    }
    return new GateNights(level, row(nights), nights);
  }

  private static Night night(
      String level, LocalDate date, Set<String> gates, List<Evidence> judged, Instant now) {
    Set<String> red = new TreeSet<>();
    Set<String> missing = new TreeSet<>(gates);
    for (Evidence each : judged) {
      String gate = each.key().subject().substring(level.length() + 1);
      if (!each.green()) {
        red.add(gate);
      } else if (isOf(date, each.at())) {
        missing.remove(gate);
      }
    }
    if (!red.isEmpty()) {
      return new Night(date, State.RED, List.copyOf(red));
    }
    if (missing.isEmpty()) {
      return new Night(date, State.GREEN, List.of());
    }
    boolean mayStillCome =
        now.isBefore(date.atStartOfDay(ZoneOffset.UTC).toInstant().plus(PATIENCE));
    State state = mayStillCome ? State.DUE : judged.isEmpty() ? State.MISSING : State.INCOMPLETE;
    return new Night(date, state, List.copyOf(missing));
  }

  private static boolean isOf(LocalDate date, Instant judged) {
    Instant begins = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return !judged.isBefore(begins) && judged.isBefore(begins.plus(JUDGED_WITHIN));
  }

  /** Today's night may be left out while it may still come; nothing else may. */
  private static int row(List<Night> newestFirst) {
    int row = 0;
    for (Night night : newestFirst) {
      if (night.state() == State.GREEN) {
        row++;
      } else if (row > 0 || night.state() != State.DUE) {
        return row;
      }
    }
    return row;
  }
}
