package dev.aurora.service.drill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.drill.kill.KillDrillRecord.OpenList;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.ShippedPolicy;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A slice of the drill: more rounds, and its times, by {@code aurora drill kill}. */
class KillDrillTest {

  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();

  @Test
  void nothingIsSentAfterAKillAndTheListOfWhatIsOpenIsExact() throws IOException {
    KillDrillRecord played =
        new KillDrill(ShippedPolicy.engine(), CALENDAR, Clock.systemUTC()).run(150, 12, 7);

    assertThat(played.findings()).isEmpty();
    assertThat(played.races().late()).isZero();
    assertThat(played.races().sent()).isLessThan(played.races().orders());
    assertThat(played.lists())
        .allMatch(OpenList::exact)
        .allMatch(OpenList::confirmedAfter)
        .extracting(OpenList::answers)
        .containsExactly("all", "some", "none");
    assertThat(played.lists()).last().extracting(OpenList::listed).isEqualTo(60);
  }

  @Test
  void aWorkerThatLooksTooEarlyIsFoundOut() throws IOException {
    KillDrillRecord played =
        new KillDrill(ShippedPolicy.engine(), CALENDAR, Clock.systemUTC(), LooksTooEarly::new)
            .run(20, 1, 7);

    assertThat(played.findings()).anyMatch(found -> found.contains("a send began"));
  }
}
