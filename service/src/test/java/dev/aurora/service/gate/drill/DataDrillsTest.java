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

class DataDrillsTest {

  @TempDir Path root;

  @Test
  void turnsEveryGateRedByEveryMutationAndByNoControl() throws IOException {
    List<DrillRecord> records =
        new DataDrills().run(ShippedData.FOLDER, artifacts(), root.resolve("work"));

    assertThat(records).filteredOn(r -> !r.passed()).isEmpty();
    assertThat(records).filteredOn(DrillRecord::expectedRed).hasSizeGreaterThan(100);
    assertThat(records).filteredOn(r -> !r.expectedRed()).hasSizeGreaterThan(12);
    assertThat(records).extracting(r -> r.gate() + r.mutation()).doesNotHaveDuplicates();
  }

  private Path artifacts() throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      return pipeline
          .run(
              E2dRequest.of(
                  ShippedData.STRATEGY,
                  AsOf.session(LocalDate.of(2013, 2, 28)),
                  ShippedData.BARS,
                  ShippedData.ACTIONS,
                  root.resolve("artifacts")))
          .artifacts()
          .path();
    }
  }
}
