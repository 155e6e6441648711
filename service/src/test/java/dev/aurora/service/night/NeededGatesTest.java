package dev.aurora.service.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateCatalogue;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.promotion.PassedGates;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeededGatesTest {

  @Test
  void aPromotionNeedsEveryGateThatThereIs() {
    NightGates ofNights =
        new NightGates(
            TradingCalendar.nyse(),
            Clock.systemUTC(),
            seed -> {
              throw new IOException("nothing is played here");
            },
            List::of);
    try (GateCatalogue catalogue =
        new GateCatalogue(
            TradingCalendar.nyse(),
            FlagSources.of(ShippedData.FOLDER, Checkout.root(), Map.of()),
            System::nanoTime)) {
      List<Gate> all = catalogue.gates().and(ofNights.gates()).all();

      for (GateLevel level : List.of(GateLevel.L0, GateLevel.L1, GateLevel.L2)) {
        assertThat(PassedGates.NEEDED.get(level))
            .containsExactlyInAnyOrderElementsOf(
                all.stream().filter(gate -> gate.level() == level).map(Gate::id).toList());
      }
    }
  }
}
