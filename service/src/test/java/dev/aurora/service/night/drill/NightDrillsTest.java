package dev.aurora.service.night.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.gate.drill.DrillRecord;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NightDrillsTest {

  @Test
  void turnsEveryGateRedByEveryMutationAndByNoControl() throws IOException {
    List<DrillRecord> records =
        new NightDrills(Checkout.root(), ShippedData.FOLDER, TradingCalendar.nyse()).run();

    assertThat(records).filteredOn(r -> !r.passed()).isEmpty();
    assertThat(records).extracting(r -> r.gate() + r.mutation()).doesNotHaveDuplicates();
    assertThat(count(records, true))
        .containsOnlyKeys("reconciliation", "mutation", "breakers", "kill-switch", "idempotency")
        .allSatisfy((gate, mutations) -> assertThat(mutations).isGreaterThan(20));
    assertThat(count(records, false))
        .hasSize(5)
        .allSatisfy((gate, controls) -> assertThat(controls).isGreaterThan(2));
  }

  private static Map<String, Long> count(List<DrillRecord> records, boolean expectedRed) {
    return records.stream()
        .filter(r -> r.expectedRed() == expectedRed)
        .collect(Collectors.groupingBy(DrillRecord::gate, Collectors.counting()));
  }
}
