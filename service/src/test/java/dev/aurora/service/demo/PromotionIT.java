package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.promotion.PassedGates;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A strategy from shadow to paper and back, from the command line: real launcher, real service,
 * real Temporal server; the service is killed between the steps. Only the nights are written by the
 * test: it has no three of them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PromotionIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ATTACK = "<script>alert(1)</script> three green nights";

  @TempDir static Path folder;
  private static Path home;
  private static DemoProgram program;
  private static String id;
  private static String dossier;

  @BeforeAll
  static void start() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    program = new DemoProgram(home);
    ask(0, "up", "--timeout", "240");
    ask(0, "persons", "add", "ann", "--role", "risk");
    ask(0, "persons", "add", "bob", "--role", "operator", "--as", "ann");
    ask(0, "persons", "add", "tim", "--role", "trader", "--as", "ann");
    run(
            "run",
            "--strategy",
            "momentum",
            "--account",
            "PAPER-1",
            "--from",
            "2013-02-14",
            "--to",
            "2013-02-28")
        .await();
    nights(true, true, false);
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void isRefusedWhenOneNightOfL1WasRed() throws IOException {
    JsonNode refused = request(1);

    assertThat(refused.at("/state").asText()).isEqualTo("REFUSED");
    assertThat(refused.at("/reasons").toString())
        .contains("fewer nights of green L1 gates than needed: 0 nights against the limit 3");
    assertThat(request(1).at("/id").asText()).endsWith("/2");
  }

  @Test
  @Order(2)
  void waitsForTwoPersonsWhenEveryConditionHolds() throws IOException {
    nights(true, true, true);

    JsonNode asked = request(0);

    id = asked.at("/id").asText();
    dossier = asked.at("/dossier").asText();
    assertThat(asked.at("/state").asText()).isEqualTo("WAITING");
    assertThat(page()).contains("WAITING", dossier);
  }

  @Test
  @Order(3)
  void whatIsSignedIsThePageToTheLetterAndRunsNoScript() throws IOException {
    Path signed = folder.resolve("signed.html");
    ask(0, "promote", "dossier", id, "--signed", "--out", signed.toString());

    assertThat(Digests.ofFile(signed)).isEqualTo(dossier);
    assertThat(Files.readString(signed))
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "default-src 'none'", "<svg");
  }

  @Test
  @Order(4)
  void nobodyApprovesTwiceNorWhatTheyHaveNotRead() throws IOException {
    assertThat(refused(1, approve("sha256:other", "ann"))).contains("another-dossier");
    assertThat(ask(0, approve(dossier, "ann")).at("/outcome").asText()).isEqualTo("WAITING");
    assertThat(refused(1, approve(dossier, "ann"))).contains("another-person");
    assertThat(refused(1, approve(dossier, "tim"))).contains("role-lacking");
    assertThat(
            temporal("update", "execute", "--name", "approve", "--input", "{\"approvalId\":\"x\"}"))
        .contains("refused");
    assertThat(status(0).at("/state").asText()).isEqualTo("WAITING");
  }

  @Test
  @Order(5)
  void goesOnThroughTheDeathOfTheServiceAndIsPromotedStepByStep() throws IOException {
    killTheService();
    assertThat(ask(0, approve(dossier, "bob")).at("/outcome").asText()).isEqualTo("DONE");
    killTheService();
    until("RAMPING");
    killTheService();
    until("PROMOTED");

    JsonNode through = status(0);
    assertThat(through.at("/steps").findValuesAsText("what"))
        .containsExactly("REQUESTED", "ASSESSED", "GRANTED", "RAMPED", "RAMPED", "PROMOTED");
    assertThat(through.at("/steps").findValuesAsText("rampPercent"))
        .containsExactly("0", "0", "0", "50", "100", "100");
    assertThat(through.at("/steps/2/by").asText()).isEqualTo("ann and bob");
    assertThat(page()).contains("PROMOTED");
  }

  @Test
  @Order(6)
  void onePersonTakesItBackAndNothingOpensAnyMore() throws IOException {
    assertThat(refused(1, "promote", "withdraw", id, "--reason", "odd", "--as", "tim"))
        .contains("role-lacking");
    ask(0, "promote", "withdraw", id, "--reason", "odd fills", "--as", "bob");

    assertThat(status(1).at("/state").asText()).isEqualTo("WITHDRAWN");
    JsonNode check = ask(1, "orders", "check", opener().toString());
    assertThat(check.at("/verdict").asText()).isEqualTo("DENIED");
    assertThat(check.at("/breaches").findValuesAsText("control")).contains("deployment-envelope");
  }

  /** One that the policy approves while its strategy may open positions. */
  private static Path opener() throws IOException {
    return Files.writeString(
        folder.resolve("opener.json"),
        """
        {"clientOrderId":"desk-1","account":"PAPER-1","strategy":"momentum","modelVersion":"%s",
         "venue":"PAPER","symbol":"AAPL","side":"BUY","type":"LIMIT","quantity":"5",
         "limitPrice":"400","timeInForce":"DAY","origin":"STRATEGY",
         "decidedAt":"2013-02-28T21:00:00Z"}
        """
            .formatted("gbt-8fdb9d0b9765"));
  }

  private static JsonNode request(int exit) throws IOException {
    return ask(
        exit,
        "promote",
        "request",
        "momentum",
        "--to",
        "paper",
        "--reason",
        ATTACK,
        "--ramp",
        "50,100",
        "--soak",
        "4s",
        "--as",
        "ann");
  }

  private static String[] approve(String digest, String person) {
    return new String[] {
      "promote", "approve", id, "--dossier", digest, "--reason", "read it", "--as", person
    };
  }

  private static JsonNode status(int exit) throws IOException {
    return ask(exit, "promote", "status", id);
  }

  private static void until(String state) {
    DemoProgram.until(
        state,
        () -> {
          try {
            Started started = run("promote", "status", id);
            started.await();
            String now = JSON.readTree(Files.readString(started.out())).at("/state").asText();
            return now.equals(state) || now.equals("PROMOTED");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Nights of L1 up to yesterday, in place of those that there are. */
  private static void nights(boolean... green) throws IOException {
    ask(0, "down");
    try (Database books =
        Database.open(DatabaseUrl.file(home, "journal"), Database.JOURNAL_MIGRATIONS)) {
      books.run(handle -> handle.execute("delete from gate_evidence where gate_level = 'L1'"));
      LocalDate date = LocalDate.now(ZoneOffset.UTC).minusDays(green.length);
      for (boolean each : green) {
        Instant at = date.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(3));
        new GateEvidence(books, Clock.fixed(at, ZoneOffset.UTC), "build-1")
            .store(GateNights.runId("L1", date), verdicts(each));
        date = date.plusDays(1);
      }
    }
    ask(0, "up", "--timeout", "240");
  }

  private static List<GateVerdict> verdicts(boolean green) {
    return PassedGates.NEEDED.get(GateLevel.L1).stream()
        .map(
            gate ->
                new GateVerdict(
                    gate,
                    "L1",
                    green || !gate.equals("mutation"),
                    green || !gate.equals("mutation") ? List.of() : List.of("a mutant survived"),
                    Map.of("written", "by a test"),
                    Duration.ofMillis(1),
                    "sha256:0"))
        .toList();
  }

  private static void killTheService() throws IOException {
    long pid = program.run("status", "--json").at("/service/pid").asLong();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    DemoProgram.until("dead", () -> !process.isAlive());
    ask(0, "up", "--timeout", "240");
  }

  /** What the promotion's page shows. */
  private static String page() {
    try {
      return JSON.readTree(temporal("describe", "--output", "json")).findPath("memo").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String temporal(String... arguments) throws IOException {
    JsonNode server = program.run("status", "--json").at("/temporal");
    List<String> command =
        new ArrayList<>(List.of(RealTemporal.cli().ensure().toString(), "workflow"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--workflow-id",
            "promotion/" + id.substring(0, id.lastIndexOf('/')),
            "--address",
            server.at("/address").asText(),
            "--namespace",
            server.at("/namespace").asText()));
    Process cli = new ProcessBuilder(command).redirectErrorStream(false).start();
    String said = new String(cli.getInputStream().readAllBytes());
    String wrong = new String(cli.getErrorStream().readAllBytes());
    try {
      assertThat(cli.waitFor()).as("%s: %s%s", command, said, wrong).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return said;
  }

  private static JsonNode ask(int exit, String... arguments) throws IOException {
    Started started = run(arguments);
    assertThat(started.await())
        .as("%s%s", Files.readString(started.out()), started.messages())
        .isEqualTo(exit);
    return JSON.readTree(Files.readString(started.out()));
  }

  private static String refused(int exit, String... arguments) {
    Started started = run(arguments);
    assertThat(started.await()).as(started.messages()).isEqualTo(exit);
    return started.messages();
  }

  private static Started run(String... arguments) {
    return program.start(
        Map.of(),
        Stream.concat(Arrays.stream(arguments), Stream.of("--json")).toArray(String[]::new));
  }
}
