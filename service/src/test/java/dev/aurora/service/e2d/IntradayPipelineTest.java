package dev.aurora.service.e2d;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntradayPipelineTest {

  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();

  @TempDir Path root;

  private Path bars;
  private Path strategy;

  /** A random walk over the quarter hours around a half day; the seed is fixed. */
  @BeforeEach
  void makeBars() throws IOException {
    Random random = new Random(20121123);
    StringBuilder text = new StringBuilder("Symbol,Time,Open,High,Low,Close,Volume\n");
    double close = 100;
    for (TradingSession session :
        CALENDAR.sessionsBetween(LocalDate.of(2012, 11, 14), LocalDate.of(2012, 11, 27))) {
      for (Instant time : CALENDAR.barTimes(session, BarInterval.FIFTEEN_MINUTES)) {
        close *= 1 + random.nextGaussian() * 0.002;
        text.append(
            String.format(
                Locale.ROOT,
                "X,%s,%.2f,%.2f,%.2f,%.2f,1000%n",
                time,
                close,
                close + 0.1,
                close - 0.1,
                close));
      }
    }
    bars = Files.writeString(root.resolve("bars.csv"), text);
    String shipped = Files.readString(ShippedData.STRATEGY);
    strategy =
        Files.writeString(
            root.resolve("quarter.yaml"),
            shipped
                .replace("P1D ", "PT15M ")
                .replace("[AAPL, IBM, MSFT, GOOG, FB]", "[X]")
                .replace("../models/gbt.json", ShippedData.MODEL.toString()));
  }

  @Test
  void decidesOnTheNewestCompleteQuarterHourAndPassesTheGates() throws IOException {
    E2dResult result = run("2012-11-27T15:14:59Z");

    assertThat(result.failure()).isNull();
    assertThat(result.knownAt()).isEqualTo("2012-11-27T15:00:00Z");
    assertThat(result.decisions())
        .extracting(Decision::asOf)
        .containsExactly(Instant.parse("2012-11-27T14:45:00Z"));
    FlagSources flags = new FlagSources(ShippedData.FOLDER.resolve("flags.json"), root, Map.of());
    try (L0Gates gates = new L0Gates(CALENDAR, flags, System::nanoTime)) {
      assertThat(gates.run(result.artifacts().path(), Set.of()))
          .extracting(GateVerdict::reasons)
          .allMatch(List::isEmpty);
    }
  }

  @Test
  void takesTheLastBarBeforeAnEarlyCloseUntilTheNextOneIsComplete() throws IOException {
    assertThat(run("2012-11-23T18:00:00Z").asOf()).isEqualTo("2012-11-23T17:45:00Z");
    assertThat(run("2012-11-26T14:44:59Z").asOf()).isEqualTo("2012-11-23T17:45:00Z");
    assertThat(run("2012-11-26T14:45:00Z").asOf()).isEqualTo("2012-11-26T14:30:00Z");
  }

  private E2dResult run(String moment) throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(CALENDAR)) {
      return pipeline.run(
          E2dRequest.of(
              strategy, AsOf.moment(Instant.parse(moment)), bars, null, root.resolve("runs")));
    }
  }
}
