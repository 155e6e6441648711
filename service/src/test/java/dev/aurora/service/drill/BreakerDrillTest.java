package dev.aurora.service.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerDrillTest {

  @Test
  void stopsEveryScenarioOnTheShippedPolicy() throws IOException {
    Path shipped = Checkout.root().resolve("rules/policy");
    long t0 = System.nanoTime();
    List<BreakerDrillRecord> records =
        new BreakerDrill(load(shipped), TradingCalendar.nyse(), Clock.systemUTC()).run(1);
    records.forEach(System.out::println);
    System.out.println("ms " + (System.nanoTime() - t0) / 1_000_000);

    assertThat(records).filteredOn(record -> !record.passed()).isEmpty();
  }

  private static RuleSet load(Path folder) {
    return ((LoadResult.Loaded) RuleSetLoader.shipped().load(folder)).ruleSet();
  }
}
