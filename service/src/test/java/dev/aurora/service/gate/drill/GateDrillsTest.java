package dev.aurora.service.gate.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateDrillsTest {

  @TempDir Path root;

  @Test
  void turnsEveryGateRedByEveryMutationAndByNoControl() throws IOException {
    Path artifacts = artifacts(LocalDate.of(2013, 2, 28));

    List<DrillRecord> records =
        new GateDrills(TradingCalendar.nyse()).run(artifacts, root.resolve("work"));

    assertThat(records).filteredOn(r -> !r.passed()).isEmpty();
    assertThat(records).filteredOn(DrillRecord::expectedRed).hasSizeGreaterThan(90);
    assertThat(records).extracting(DrillRecord::mutation).allMatch(m -> !m.isBlank());
  }

  @Test
  void worksOnAnyDailyRun() throws IOException {
    Path artifacts = artifacts(LocalDate.of(2012, 9, 17)); // no FB yet, other holidays

    assertThat(new GateDrills(TradingCalendar.nyse()).run(artifacts, root.resolve("work")))
        .filteredOn(r -> !r.passed())
        .isEmpty();
  }

  private Path artifacts(LocalDate session) throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      return pipeline
          .run(
              E2dRequest.of(
                  ShippedData.STRATEGY,
                  AsOf.session(session),
                  ShippedData.BARS,
                  ShippedData.ACTIONS,
                  root.resolve("artifacts")))
          .artifacts()
          .path();
    }
  }
}
