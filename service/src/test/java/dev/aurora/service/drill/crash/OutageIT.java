package dev.aurora.service.drill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.api.KillView;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealTemporal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Temporal server or broker link away in the middle of a run, for six seconds in CI and thirty by
 * {@code -Daurora.outage.seconds=30}. Forbidden: an order lost, sent twice, or waiting for a person
 * when all is back.
 */
class OutageIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("aurora.outage.seconds", 6));
  private static final String MODEL = "gbt-8fdb9d0b9765";

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"TEMPORAL", "BROKER_LINK"})
  void everythingWaitsAndGoesOnByItself(CrashVictim victim) throws Exception {
    try (CrashSite site =
        new CrashSite(
            home, Checkout.root(), System.getenv(), RealTemporal.in(home), FaultFile.Plan.none())) {
      List<LocalDate> sessions = site.api().get("/v1/sessions?count=4", SessionList.class).asOf();
      CrashLoad load = new CrashLoad(site, MODEL);
      load.play(1, sessions.subList(0, 1));
      CompletableFuture<Void> work =
          CompletableFuture.runAsync(() -> load.play(2, sessions.subList(1, 4)));
      TimeUnit.MILLISECONDS.sleep(700);

      site.kill(victim);
      Waiting.pause(OUTAGE);

      assertThat(work).as("nothing may come through without the " + victim.words()).isNotDone();
      assertThat(site.api().get("/v1/kill", KillView.class)).as("the service answers").isNotNull();
      site.restore(victim);
      work.get(2, TimeUnit.MINUTES);
      assertThat(load.settle()).isEmpty();
      site.stopService();
      try (CrashBooks books = new CrashBooks(home)) {
        assertThat(books.violationsAtRest()).isEmpty();
        assertThat(books.summary().orders()).isPositive();
      }
    }
  }
}
