package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.Mutation.Base.SUMMER_TIME_BEGINS;
import static dev.aurora.service.gate.drill.Mutation.Base.SUMMER_TIME_ENDS;

import java.util.List;

/**
 * Ways to get a change of New York's clocks wrong. Features, predictions and decisions are moved
 * together, so that nothing but the hours of the session can tell.
 */
final class DaylightMutations {

  private static final String GATE = "timezones";
  private static final List<String> TABLES = List.of("features.parquet", "predictions.parquet");

  private DaylightMutations() {}

  static List<Mutation> all() {
    return List.of(
        spring(
            "DST day in spring: the offset of the day before kept",
            "epoch(time) + 3600",
            "2012-03-12T20:45:00Z"),
        spring(
            "DST day in spring: its newest hour an hour late",
            "epoch(time) + CASE WHEN time >= '2012-03-12 19:00:00+00'::TIMESTAMPTZ THEN 3600 ELSE 0"
                + " END",
            "2012-03-12T20:45:00Z"),
        spring(
            "DST day in spring: bars in the hour that is left out",
            onDay("2012-03-12 17:00:00", "2012-03-11 07:30:00"),
            "2012-03-12T19:45:00Z"),
        autumn(
            "DST day in autumn: the offset of the day before kept",
            "epoch(time) - 3600",
            "2012-11-05T16:45:00Z"),
        autumn(
            "DST day in autumn: its first hour an hour early",
            "epoch(time) - CASE WHEN time < '2012-11-05 15:30:00+00'::TIMESTAMPTZ THEN 3600 ELSE 0"
                + " END",
            "2012-11-05T17:45:00Z"),
        autumn(
            "DST day in autumn: bars in the hour that comes twice",
            onDay("2012-11-05 15:30:00", "2012-11-04 06:30:00"),
            "2012-11-05T17:45:00Z"),
        autumn(
            "DST day in autumn: an hour told twice",
            "epoch(time) - CASE WHEN time >= '2012-11-05 15:30:00+00'::TIMESTAMPTZ"
                + " AND time < '2012-11-05 16:30:00+00'::TIMESTAMPTZ THEN 3600 ELSE 0 END",
            "2012-11-05T17:45:00Z"));
  }

  /** Moves what comes before a moment to the Sunday on which the clocks change. */
  private static String onDay(String before, String newestThere) {
    return ("epoch(time) - CASE WHEN time < '%s+00'::TIMESTAMPTZ"
            + " THEN epoch('%s'::TIMESTAMP) - epoch('%s'::TIMESTAMP) ELSE 0 END")
        .formatted(before, before, newestThere);
  }

  private static Mutation spring(String name, String seconds, String newest) {
    return mutation(SUMMER_TIME_BEGINS, name, seconds, newest);
  }

  private static Mutation autumn(String name, String seconds, String newest) {
    return mutation(SUMMER_TIME_ENDS, name, seconds, newest);
  }

  /**
   * @param seconds expression for the new time, since the epoch
   * @param newest bar, of which the decisions then are
   */
  private static Mutation mutation(Mutation.Base base, String name, String seconds, String newest) {
    return Mutation.red(
        GATE,
        base,
        name,
        copy -> {
          for (String table : TABLES) {
            copy.replace(table, "time", "to_timestamp(" + seconds + ")");
          }
          copy.decideAt(newest);
        });
  }
}
