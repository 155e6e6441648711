package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.drill.crash.CrashSite;
import dev.aurora.service.drill.crash.CrashVictim;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.RealPostgres;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcomes: an order is sent that a kill, signalled while no worker lived, should have
 * stopped; a latch is forgotten when one of service, Temporal server, server of the books, server
 * of the broker's ledger is killed and comes back. All of them real processes, each its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillSurvivesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path home;
  private static RealPostgres books;
  private static RealPostgres ledger;
  private static String ledgerUrl;
  private static CrashSite site;
  private static DemoProgram program;

  @BeforeAll
  static void start() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    books = RealPostgres.in(folder.resolve("books"));
    ledger = RealPostgres.in(folder.resolve("ledger"));
    ledgerUrl = ledger.freshUrl();
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("AURORA_"));
    environment.put("AURORA_DB_URL", books.freshUrl());
    environment.put("AURORA_PAPER_DB_URL", ledgerUrl);
    environment.put("AURORA_DB_USER", RealPostgres.LOGIN.user());
    environment.put("AURORA_DB_PASSWORD", RealPostgres.LOGIN.password());
    site =
        new CrashSite(
            home, Checkout.root(), environment, RealTemporal.in(home), FaultFile.Plan.none());
    program = new DemoProgram(home);
    program.say(
        List.of(
            "run",
            "--strategy",
            "momentum",
            "--account",
            "PAPER-1",
            "--as-of",
            RestingOrder.SESSION),
        0,
        1);
  }

  @AfterAll
  static void stop() {
    if (site != null) {
      site.close();
    }
    ledger.close();
    books.close();
  }

  @Test
  @Order(1)
  void aKillSignalledWithNoWorkerAliveComesBeforeTheFirstOrderAfterOneStarts() throws Exception {
    site.kill(CrashVictim.BROKER_LINK);
    program.say(List.of("orders", "submit", RestingOrder.file(folder, "o-1", "400")), 0);
    DemoProgram.until("on its way", () -> state("o-1").equals("IN_FLIGHT"));
    site.kill(CrashVictim.SERVICE);

    signalEngage();
    site.restore(CrashVictim.SERVICE);

    DemoProgram.until("blocked", () -> state("o-1").equals("BLOCKED"));
    assertThat(atBroker("o-1")).isFalse();
    assertThat(engaged()).hasSize(1);
    assertThat(engaged().get(0).at("/source").asText()).isEqualTo("signal");
  }

  @Test
  @Order(2)
  void theLatchSurvivesTheDeathOfTheService() throws IOException {
    String kill = onlyKill();
    site.kill(CrashVictim.SERVICE);
    site.restore(CrashVictim.SERVICE);

    assertStillStopped(kill, "o-2");
  }

  @Test
  @Order(3)
  void theLatchSurvivesTheDeathOfTheTemporalServer() throws IOException {
    String kill = onlyKill();
    site.kill(CrashVictim.TEMPORAL);
    assertThat(onlyKill()).isEqualTo(kill);
    site.restore(CrashVictim.TEMPORAL);

    assertStillStopped(kill, "o-3");
  }

  @Test
  @Order(4)
  void theLatchSurvivesTheDeathOfTheServerOfTheBooks() throws IOException {
    String kill = onlyKill();
    books.killHard();
    books.start();

    assertStillStopped(kill, "o-4");
  }

  @Test
  @Order(5)
  void theLatchSurvivesTheDeathOfTheServerOfTheBrokersLedger() throws IOException {
    String kill = onlyKill();
    ledger.killHard();
    ledger.start();

    assertStillStopped(kill, "o-5");
  }

  private static void assertStillStopped(String kill, String order) throws IOException {
    DemoProgram.until("answers", () -> isReadable());
    assertThat(onlyKill()).isEqualTo(kill);
    assertThat(program.say(List.of("orders", "submit", RestingOrder.file(folder, order, "400")), 1))
        .contains("trading-state");
    assertThat(state(order)).isEqualTo("DENIED");
    assertThat(atBroker(order)).isFalse();
  }

  /** By the broker's own ledger. */
  private static boolean atBroker(String id) {
    try (Database opened =
        Database.open(new DatabaseUrl(ledgerUrl), RealPostgres.LOGIN, Database.PAPER_MIGRATIONS)) {
      return opened.transaction(
          handle ->
              handle
                      .createQuery(
                          "select count(*) from paper_submissions where client_order_id = :id")
                      .bind("id", id)
                      .mapTo(Long.class)
                      .one()
                  > 0);
    }
  }

  private static void signalEngage() throws IOException, InterruptedException {
    JsonNode server =
        JSON.readTree(Files.readString(home.resolve("temporal").resolve("server.json")));
    Process cli =
        new ProcessBuilder(
                RealTemporal.cli().ensure().toString(),
                "workflow",
                "signal",
                "--workflow-id",
                CrashSite.DRILL + "kill-switch",
                "--name",
                "engage",
                "--input",
                "{\"reason\":\"nobody is there\"}",
                "--address",
                "127.0.0.1:" + server.at("/port").asInt(),
                "--namespace",
                EmbeddedTemporal.NAMESPACE)
            .redirectErrorStream(true)
            .start();
    String said = new String(cli.getInputStream().readAllBytes());
    assertThat(cli.waitFor()).as(said).isZero();
  }

  private static boolean isReadable() {
    Started status = program.start(Map.of(), "kill", "status", "--json");
    return status.await() == 1;
  }

  private static String onlyKill() throws IOException {
    assertThat(engaged()).hasSize(1);
    return engaged().get(0).at("/id").asText();
  }

  private static JsonNode engaged() throws IOException {
    Started status = program.start(Map.of(), "kill", "status", "--json");
    status.await();
    return JSON.readTree(Files.readString(status.out())).elements().next().at("/engaged");
  }

  private static String state(String id) {
    return program.run("orders", "show", id, "--json").at("/state").asText();
  }
}
