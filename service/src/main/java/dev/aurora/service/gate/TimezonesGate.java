package dev.aurora.service.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.gate.ParquetInspector.Column;
import dev.aurora.service.gate.ParquetInspector.Key;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds when the index of every table is aware of UTC, strictly increasing and unique within each
 * symbol, and inside the sessions of the calendar with its holidays and early closes; when every
 * prediction has its features; and when every decision is of its symbol's newest bar.
 *
 * <p>{@code time} is the start of a bar: intraday open <= time < close; daily the session's date at
 * 00:00 UTC.
 */
final class TimezonesGate implements ArtifactGate {

  private static final String UTC_TIME = "TIMESTAMP WITH TIME ZONE";

  private final ParquetInspector parquet;
  private final TradingCalendar calendar;

  TimezonesGate(ParquetInspector parquet, TradingCalendar calendar) {
    this.parquet = parquet;
    this.calendar = calendar;
  }

  @Override
  public String id() {
    return "timezones";
  }

  @Override
  public String holds() {
    return "times are UTC, in order, unique per symbol and inside sessions; decisions are of the"
        + " newest bar";
  }

  @Override
  public void judge(Path artifacts, Finding finding) throws IOException {
    BarInterval interval = interval(artifacts);
    finding.evidence("barInterval", interval.iso());
    Map<String, Set<Key>> byTable = new HashMap<>();
    for (Path table : ArtifactReader.tables(artifacts)) {
      byTable.put(table.getFileName().toString(), table(table, interval, finding));
    }
    Set<Key> features = byTable.getOrDefault(ArtifactFolder.FEATURES, Set.of());
    for (Key key : byTable.getOrDefault(ArtifactFolder.PREDICTIONS, Set.of())) {
      if (!features.contains(key)) {
        finding.offence("prediction without features", "no features for prediction " + text(key));
      }
    }
    decisions(artifacts, features, finding);
  }

  private static BarInterval interval(Path artifacts) throws IOException {
    JsonNode interval = ArtifactReader.summary(artifacts).path("barInterval");
    if (!interval.isTextual()) {
      throw new IOException("summary.json names no barInterval");
    }
    return BarInterval.parse(interval.asText());
  }

  private Set<Key> table(Path file, BarInterval interval, Finding finding) throws IOException {
    String name = file.getFileName().toString();
    if (!Files.isRegularFile(file)) {
      finding.against(name + " is missing");
      return Set.of();
    }
    if (!hasUtcIndex(file, name, finding)) {
      return Set.of();
    }
    List<Key> keys = parquet.keys(file);
    finding.evidence(name + " rows", keys.size());
    if (keys.isEmpty()) {
      finding.against(name + " has no rows");
    }
    order(keys, name, finding);
    for (Key key : keys) {
      inSession(key, name, interval, finding);
    }
    return new LinkedHashSet<>(keys);
  }

  private boolean hasUtcIndex(Path file, String name, Finding finding) throws IOException {
    Map<String, String> types = new HashMap<>();
    for (Column column : parquet.columns(file)) {
      types.put(column.name(), column.type());
    }
    String time = types.get("time");
    if (!types.containsKey("symbol") || time == null) {
      finding.against(name + " has no index of symbol and time, only " + types.keySet());
      return false;
    }
    finding.evidence(name + " time", time);
    if (!time.equals(UTC_TIME)) {
      finding.against(name + ": time is " + time + ", expected " + UTC_TIME + " (UTC)");
      return false;
    }
    return true;
  }

  private static void order(List<Key> keys, String name, Finding finding) {
    Map<String, Long> newest = new HashMap<>();
    for (Key key : keys) {
      if (key.symbol() == null || key.micros() == null) {
        finding.offence(name + " without index", name + ": a row without symbol or time");
        continue;
      }
      Long before = newest.put(key.symbol(), key.micros());
      if (before != null && before >= key.micros()) {
        finding.offence(
            name + " order",
            name
                + ": "
                + text(key)
                + (before.equals(key.micros()) ? " occurs twice" : " stands after a later time"));
      }
    }
  }

  private void inSession(Key key, String name, BarInterval interval, Finding finding) {
    if (key.micros() != null && !isBarTime(instant(key.micros()), interval)) {
      finding.offence(
          name + " session",
          name + ": " + text(key) + " is no start of a " + interval.iso() + " bar in a session");
    }
  }

  private boolean isBarTime(Instant time, BarInterval interval) {
    try {
      return interval.isIntraday()
          ? calendar.openAt(time).isPresent()
          : calendar
              .session(LocalDate.ofInstant(time, ZoneOffset.UTC))
              .filter(s -> s.barTime().equals(time))
              .isPresent();
    } catch (IllegalArgumentException e) {
      return false; // outside the years of the calendar
    }
  }

  private static void decisions(Path artifacts, Set<Key> features, Finding finding)
      throws IOException {
    Map<String, Long> newest = new HashMap<>();
    for (Key key : features) {
      if (key.symbol() != null && key.micros() != null) {
        newest.merge(key.symbol(), key.micros(), Math::max);
      }
    }
    JsonNode decisions = ArtifactReader.decisions(artifacts);
    finding.evidence("decisions", decisions.size());
    for (JsonNode decision : decisions) {
      decision(decision, newest, finding);
    }
  }

  private static void decision(JsonNode decision, Map<String, Long> newest, Finding finding) {
    String symbol = decision.path("symbol").asText();
    String asOf = decision.path("asOf").asText();
    Long expected = newest.get(symbol);
    try {
      Instant time = Instant.parse(asOf);
      if (!asOf.endsWith("Z")) {
        finding.offence("decision zone", "decision " + symbol + ": asOf " + asOf + " is not UTC");
      }
      if (expected == null || !instant(expected).equals(time)) {
        finding.offence(
            "decision bar",
            "decision %s: asOf %s is not its newest bar %s"
                .formatted(symbol, asOf, expected == null ? "(none)" : instant(expected)));
      }
    } catch (DateTimeException e) {
      finding.offence(
          "decision time", "decision " + symbol + ": asOf '" + asOf + "' is no time in UTC");
    }
  }

  private static String text(Key key) {
    return key.symbol() + " " + (key.micros() == null ? "null" : instant(key.micros()));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
