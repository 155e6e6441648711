package dev.aurora.service.drill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.api.KillView;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.app.Stores;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealPostgres;
import dev.aurora.service.testing.RealTemporal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Temporal server, broker link or database away in the middle of a run, for six or fifteen seconds
 * in CI; thirty, and a database that is killed or frozen too, by {@code
 * -Daurora.outage.seconds=30}. Forbidden: anything done while it is away, an order lost, sent
 * twice, or waiting for a person when all is back.
 */
class OutageIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("aurora.outage.seconds", 6));

  /** A call waits up to 10 s for a connection before it is told that there is none. */
  private static final Duration UNTIL_TOLD = Duration.ofSeconds(15);

  private static final Duration INTO_THE_RUN = Duration.ofMillis(700);
  private static final String MODEL = "gbt-8fdb9d0b9765";

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"TEMPORAL", "BROKER_LINK"})
  void everythingWaitsAndGoesOnByItself(CrashVictim victim) throws Exception {
    try (CrashSite site =
        new CrashSite(
            home, Checkout.root(), System.getenv(), RealTemporal.in(home), FaultFile.Plan.none())) {
      CrashLoad load = new CrashLoad(site, MODEL);
      CompletableFuture<Void> work = begin(site, load);

      OutageCaller.Told told;
      Instant gone = Instant.now();
      site.kill(victim);
      try (OutageCaller caller = new OutageCaller(site.api(), MODEL)) {
        Waiting.pause(OUTAGE);
        assertThat(work).as("nothing may come through without the " + victim.words()).isNotDone();
        assertThat(site.api().get("/v1/kill", KillView.class))
            .as("the service answers")
            .isNotNull();
        told = caller.told();
      }
      Instant back = Instant.now();
      site.restore(victim);

      assertSettled(load, work);
      site.stopService();
      assertInOrder(Stores.files(home));
      OutageRecord.read(Stores.files(home), gone, back).print(victim.words(), told);
    }
  }

  /** How a database server is lost, with books and paper ledger on it. */
  enum DatabaseLoss {
    STOPPED {
      @Override
      void begin(RealPostgres server) {
        server.stop();
      }

      @Override
      void end(RealPostgres server) {
        server.start();
      }
    },
    KILLED {
      @Override
      void begin(RealPostgres server) {
        server.killHard();
      }

      @Override
      void end(RealPostgres server) {
        server.start();
      }
    },
    FROZEN {
      @Override
      void begin(RealPostgres server) {
        server.freeze();
      }

      @Override
      void end(RealPostgres server) {
        server.thaw();
      }
    };

    abstract void begin(RealPostgres server);

    abstract void end(RealPostgres server);
  }

  /** In CI the one that comes in every change of a server; all of them beside a named duration. */
  static List<DatabaseLoss> losses() {
    return System.getProperty("aurora.outage.seconds") == null
        ? List.of(DatabaseLoss.STOPPED)
        : List.of(DatabaseLoss.values());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void noDatabaseNoOrderAndEverythingGoesOnByItself(DatabaseLoss loss) throws Exception {
    try (RealPostgres server = RealPostgres.in(home)) {
      Map<String, String> environment = onServer(server);
      Stores stores = Stores.read(environment, home);
      try (CrashSite site =
          CrashSite.onStoresOf(environment, home, Checkout.root(), RealTemporal.in(home))) {
        CrashLoad load = new CrashLoad(site, MODEL);
        CompletableFuture<Void> work = begin(site, load);

        loss.begin(server);
        Instant gone = Instant.now();
        OutageCaller.Told told;
        try (OutageCaller caller = new OutageCaller(site.api(), MODEL)) {
          Waiting.pause(OUTAGE.compareTo(UNTIL_TOLD) < 0 ? UNTIL_TOLD : OUTAGE);
          assertThat(work).as("nothing may come through without books").isNotDone();
          told = caller.told();
        }
        Instant back = Instant.now();
        loss.end(server);

        assertSettled(load, work);
        site.stopService();
        assertInOrder(stores);
        OutageRecord record = OutageRecord.read(stores, gone, back);
        record.print("database " + loss, told);
        assertThat(told.answers()).as("answered without books").isZero();
        assertThat(told.codes()).as("what callers are told").isSubsetOf(mayBeTold(loss));
        if (loss != DatabaseLoss.FROZEN) {
          assertThat(told.codes()).as("callers are told").isNotEmpty();
          assertThat(record.meanwhile()).as("recorded without a database").isZero();
        }
      }
    }
  }

  /** A statement on a silent server is given up after 30 s; a caller gives up after 20 s. */
  private static Set<String> mayBeTold(DatabaseLoss loss) {
    return loss == DatabaseLoss.FROZEN
        ? Set.of("books-away", "service-unreachable")
        : Set.of("books-away");
  }

  private static Map<String, String> onServer(RealPostgres server) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("AURORA_DB_URL", server.freshUrl());
    environment.put("AURORA_PAPER_DB_URL", server.freshUrl());
    environment.put("AURORA_DB_USER", RealPostgres.LOGIN.user());
    environment.put("AURORA_DB_PASSWORD", RealPostgres.LOGIN.password());
    return environment;
  }

  /** One session to warm up; then sessions of which the first is under way when this returns. */
  private static CompletableFuture<Void> begin(CrashSite site, CrashLoad load) {
    List<LocalDate> sessions = site.api().get("/v1/sessions?count=4", SessionList.class).asOf();
    load.play(1, sessions.subList(0, 1));
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> load.play(2, sessions.subList(1, 4)));
    Waiting.pause(INTO_THE_RUN);
    return work;
  }

  private static void assertSettled(CrashLoad load, CompletableFuture<Void> work) throws Exception {
    work.get(2, TimeUnit.MINUTES);
    assertThat(load.settle()).isEmpty();
  }

  private static void assertInOrder(Stores stores) {
    try (CrashBooks books = new CrashBooks(stores)) {
      assertThat(books.violationsAtRest()).isEmpty();
      assertThat(books.summary().orders()).isPositive();
      assertThat(books.summary().duplicates()).isZero();
    }
  }
}
