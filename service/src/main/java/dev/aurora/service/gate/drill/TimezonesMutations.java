package dev.aurora.service.gate.drill;

import static dev.aurora.service.gate.drill.Mutation.Base.INTRADAY;
import static dev.aurora.service.gate.drill.Mutation.Base.RUN;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Ways to get times wrong. */
final class TimezonesMutations {

  private static final String GATE = "timezones";
  private static final String FEATURES = "features.parquet";
  private static final String PREDICTIONS = "predictions.parquet";

  private TimezonesMutations() {}

  static List<Mutation> all(DrillDays days) {
    return List.of(
        daily("zone dropped from the features", c -> time(c, FEATURES, "time::TIMESTAMP")),
        daily("zone dropped from the predictions", c -> time(c, PREDICTIONS, "time::TIMESTAMP")),
        daily("times as text", c -> time(c, FEATURES, "time::TIMESTAMP::VARCHAR || 'Z'")),
        daily("times as dates", c -> time(c, FEATURES, "time::TIMESTAMP::DATE")),
        daily("times as numbers", c -> time(c, FEATURES, "epoch_us(time)")),
        daily("time column renamed", c -> select(c, "SELECT * EXCLUDE (row, time), time AS ts")),
        daily("symbol column dropped", c -> select(c, "SELECT * EXCLUDE (row, symbol)")),
        daily("a row twice", c -> rows(c, "(SELECT * FROM t UNION ALL FROM t WHERE row = 7)")),
        daily(
            "two rows swapped", c -> order(c, "CASE row WHEN 7 THEN 8 WHEN 8 THEN 7 ELSE row END")),
        daily("newest first", c -> order(c, "symbol, time DESC")),
        daily("a bar on a Saturday", c -> moved(c, days.friday(), days.friday().plusDays(1))),
        daily("a bar on a holiday", c -> moved(c, days.beforeClosure(), days.closure())),
        daily(
            "midnight of New York",
            c -> time(c, FEATURES, "to_timestamp(epoch_us(time) / 1000000 + 18000)")),
        daily(
            "one microsecond off",
            c -> time(c, FEATURES, row("to_timestamp((epoch_us(time) + 1) / 1000000)"))),
        daily("a year before the calendar", c -> time(c, FEATURES, row("to_timestamp(0)"))),
        daily("a time that is null", c -> time(c, FEATURES, row("NULL"))),
        daily("no rows", c -> rows(c, "t WHERE false")),
        daily(
            "a feature row lost under a prediction",
            c -> rows(c, "t WHERE row < (SELECT max(row) FROM t)")),
        daily("features removed", c -> Files.delete(c.file(FEATURES))),
        daily("features empty", c -> c.write(FEATURES, new byte[0])),
        daily("features cut in the middle", TimezonesMutations::cut),
        daily("predictions removed", c -> Files.delete(c.file(PREDICTIONS))),
        daily("summary removed", c -> Files.delete(c.file("summary.json"))),
        daily("no bar interval", c -> c.edit("summary.json", "barInterval", "barIntervall")),
        daily("another bar interval", c -> c.edit("summary.json", "P1D", "PT15M")),
        daily("an unknown bar interval", c -> c.edit("summary.json", "P1D", "PT7M")),
        daily("decisions removed", c -> Files.delete(c.file("decisions.json"))),
        daily("decisions empty", c -> c.write("decisions.json", new byte[] {'[', ']'})),
        daily("a decision without zone", c -> asOf(c, days.newest() + "T00:00:00")),
        daily(
            "a decision in another zone",
            c -> asOf(c, days.newest().minusDays(1) + "T19:00:00-05:00")),
        daily(
            "a decision of an older bar", c -> asOf(c, days.newest().minusDays(1) + "T00:00:00Z")),
        daily("a decision of the future", c -> asOf(c, days.newest().plusDays(1) + "T00:00:00Z")),
        daily(
            "a decision for a symbol without features", c -> c.decision(d -> d.put("symbol", "X"))),
        intraday("a bar at the close of a half day", "2012-11-23 18:00:00+00"),
        intraday("a bar at the usual close on a half day", "2012-11-23 20:45:00+00"),
        intraday("a bar before the open", "2012-11-23 14:15:00+00", "2012-11-23 14:30:00+00"),
        intraday("a bar at summer time's open", "2012-11-23 13:30:00+00", "2012-11-23 14:30:00+00"),
        intraday("a bar on Thanksgiving", "2012-11-22 15:00:00+00", "2012-11-23 14:30:00+00"));
  }

  private static Mutation daily(String name, Mutation.Spoiler spoil) {
    return Mutation.red(GATE, RUN, name, spoil);
  }

  /** Moves the newest bars. */
  private static Mutation intraday(String name, String to) {
    return intraday(name, to, "2012-11-23 17:45:00+00");
  }

  private static Mutation intraday(String name, String to, String from) {
    return Mutation.red(
        GATE,
        INTRADAY,
        name,
        c ->
            time(
                c,
                FEATURES,
                "CASE WHEN time = '%s'::TIMESTAMPTZ THEN '%s'::TIMESTAMPTZ ELSE time END"
                    .formatted(from, to)));
  }

  private static String row(String expression) {
    return "CASE WHEN row = 7 THEN " + expression + " ELSE time END";
  }

  private static void time(ArtifactCopy copy, String table, String expression) throws Exception {
    copy.replace(table, "time", expression);
  }

  private static void moved(ArtifactCopy copy, LocalDate from, LocalDate to) throws Exception {
    time(
        copy,
        FEATURES,
        "CASE WHEN time = '%s 00:00:00+00'::TIMESTAMPTZ THEN '%s 00:00:00+00'::TIMESTAMPTZ ELSE time END"
            .formatted(from, to));
  }

  private static void select(ArtifactCopy copy, String select) throws Exception {
    copy.rewrite(FEATURES, select + " FROM t ORDER BY row");
  }

  private static void rows(ArtifactCopy copy, String from) throws Exception {
    copy.rewrite(FEATURES, "SELECT * EXCLUDE (row) FROM (SELECT * FROM " + from + ") ORDER BY row");
  }

  private static void order(ArtifactCopy copy, String order) throws Exception {
    copy.rewrite(FEATURES, "SELECT * EXCLUDE (row) FROM t ORDER BY " + order);
  }

  private static void cut(ArtifactCopy copy) throws Exception {
    byte[] bytes = Files.readAllBytes(copy.file(FEATURES));
    copy.write(FEATURES, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void asOf(ArtifactCopy copy, String time) throws Exception {
    copy.decision(d -> d.put("asOf", time));
  }
}
