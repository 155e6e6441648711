package dev.aurora.service.gate.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days of one daily run that a drill can move bars between.
 *
 * @param newest session of its newest bar
 * @param friday a Friday with a session before that
 * @param closure a weekday without a session before that
 * @param beforeClosure last session before the closure
 */
record DrillDays(LocalDate newest, LocalDate friday, LocalDate closure, LocalDate beforeClosure) {

  static DrillDays of(Path artifacts, TradingCalendar calendar) throws IOException {
    JsonNode decisions = Json.read(Files.readAllBytes(artifacts.resolve(ArtifactFolder.DECISIONS)));
    Instant asOf = Instant.parse(decisions.path(0).path("asOf").asText());
    LocalDate newest = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    LocalDate friday = newest.minusDays(1);
    while (friday.getDayOfWeek() != DayOfWeek.FRIDAY || !calendar.isSession(friday)) {
      friday = friday.minusDays(1);
    }
    LocalDate closure = newest.minusDays(1);
    while (closure.getDayOfWeek().getValue() > 5 || calendar.isSession(closure)) {
      closure = closure.minusDays(1);
    }
    return new DrillDays(newest, friday, closure, calendar.previous(closure).date());
  }
}
