package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.demo.DemoProgram.Started;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * A kill from the plain Temporal CLI to its full release by persons: real launcher, real service,
 * real Temporal server, which are killed on the way.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KillReleaseIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path home;
  private static DemoProgram program;

  @BeforeAll
  static void start() throws IOException {
    home = Files.createDirectory(folder.resolve("data of aurora"));
    program = new DemoProgram(home);
    ask(0, "up", "--timeout", "240");
    ask(0, "persons", "add", "ann", "--role", "risk");
    ask(0, "persons", "add", "bob", "--role", "operator", "--as", "ann");
    ask(0, "persons", "add", "tim", "--role", "trader", "--as", "ann");
  }

  @AfterAll
  static void stop() {
    program.start(Map.of(), "down").await();
  }

  @Test
  @Order(1)
  void whoHoldsTheDataDirectoryAddsNobodyOnceThereIsAPersonOfRoleRisk() throws IOException {
    assertThat(refused(1, "persons", "add", "eve", "--role", "risk")).contains("role-lacking");
    assertThat(refused(1, "persons", "add", "eve", "--role", "risk", "--as", "bob"))
        .contains("role-lacking");

    assertThat(ask(0, "persons", "list").at("/persons").findValuesAsText("name"))
        .containsExactly("ann", "bob", "tim");
  }

  @Test
  @Order(2)
  void theSignalOfThePlainTemporalCliIsLatchedAndDescribed() throws Exception {
    temporal("signal", "--name", "engage", "--input", "{}");

    DemoProgram.until("latched", () -> !engaged().isEmpty());
    assertThat(engaged().get(0).at("/source").asText()).isEqualTo("signal");
    assertThat(engaged().get(0).at("/level").asText()).isEqualTo("BLOCK");
    assertThat(engaged().get(0).at("/by").asText()).isEqualTo("unknown (unproven)");
    DemoProgram.until("described", () -> page().contains("BLOCKED"));
    assertThat(page()).contains("Trading is stopped", "signal", "firm", "unknown (unproven)");
  }

  @Test
  @Order(3)
  void aBareUpdateIsRefusedAndItsRefusalIsShown() throws Exception {
    for (String update : List.of("release", "confirm")) {
      assertThat(temporal("update", "execute", "--name", update)).contains("refused");
    }
    assertThat(
            temporal(
                "update",
                "execute",
                "--name",
                "release",
                "--input",
                "{\"commandId\":\"" + onlyId() + "\",\"approvalId\":\"guessed\"}"))
        .contains("refused");

    assertThat(engaged().get(0).at("/level").asText()).isEqualTo("BLOCK");
    DemoProgram.until("shown", () -> page().contains("Refused:"));
  }

  @Test
  @Order(4)
  void oneOfTwoIsRecordedAndNobodyButAnotherPersonOfTheRoleCompletesIt() throws IOException {
    JsonNode first = release(0, "bob");

    assertThat(first.at("/0/outcome").asText()).isEqualTo("WAITING");
    assertThat(first.at("/0/others").toString()).isEqualTo("[\"ann\"]");
    assertThat(refused(1, releaseBy("bob"))).contains("another-person");
    assertThat(refused(1, releaseBy("tim"))).contains("role-lacking");
    assertThat(refused(2, releaseBy("zoe"))).contains("no-token");
    assertThat(engaged().get(0).at("/level").asText()).isEqualTo("BLOCK");
  }

  @Test
  @Order(5)
  void latchAndFirstApprovalSurviveTheDeathOfTheService() throws IOException {
    kill(program.run("status", "--json").at("/service/pid").asLong());
    ask(0, "up", "--timeout", "240");

    assertThat(engaged().get(0).at("/source").asText()).isEqualTo("signal");
    JsonNode second = release(0, "ann");
    assertThat(second.at("/0/outcome").asText()).isEqualTo("EASED");
    assertThat(second.at("/0/pageBehind").asBoolean()).isFalse();
    assertThat(engaged().get(0).at("/level").asText()).isEqualTo("REDUCE_ONLY");
    assertThat(page())
        .contains("Only reducers", "eased to reducers by bob", "eased to reducers by ann");
  }

  @Test
  @Order(6)
  void aReleaseWorksWhileTemporalIsAwayAndSaysThatThePageIsBehind() throws IOException {
    kill(
        JSON.readTree(Files.readString(home.resolve("temporal").resolve("server.json")))
            .at("/pid")
            .asLong());

    release(0, "ann");
    JsonNode opened = release(0, "bob");

    assertThat(opened.at("/0/outcome").asText()).isEqualTo("RELEASED");
    assertThat(opened.at("/0/pageBehind").asBoolean()).isTrue();
    assertThat(engaged()).isEmpty();
    ask(0, "up", "--timeout", "240");
    DemoProgram.until("told later", () -> page().contains("opened fully by bob"));
    assertThat(page()).contains("No kill is engaged");
  }

  @Test
  @Order(7)
  void aTokenThatWasRevokedIsRefused() throws IOException {
    Path copy = Files.copy(home.resolve("tokens").resolve("tim"), folder.resolve("token"));
    ask(0, "persons", "token", "tim", "--revoke", "--as", "ann");

    Started cancel =
        program.start(
            Map.of("AURORA_TOKEN_FILE", copy.toString()),
            "orders",
            "cancel",
            "o-1",
            "--reason",
            "none",
            "--as",
            "tim",
            "--json");

    assertThat(cancel.await()).isEqualTo(2);
    assertThat(cancel.messages()).contains("token-unknown", "tim");
  }

  @Test
  @Order(8)
  void whoEngagesIsWhoTheTokenSaysAndElseUnproven() throws IOException {
    ask(0, "kill", "engage", "--scope", "symbol:AAPL", "--reason", "odd", "--as", "bob");
    ask(0, "kill", "engage", "--scope", "symbol:MSFT", "--reason", "odd", "--as", "zoe");

    assertThat(engaged().findValuesAsText("by")).containsExactlyInAnyOrder("bob", "zoe (unproven)");
  }

  private static JsonNode engaged() {
    try {
      Started status = program.start(Map.of(), "kill", "status", "--json");
      status.await();
      return JSON.readTree(Files.readString(status.out())).elements().next().at("/engaged");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String onlyId() {
    assertThat(engaged()).hasSize(1);
    return engaged().get(0).at("/id").asText();
  }

  private static String[] releaseBy(String person) {
    return new String[] {"kill", "release", "--cause", "it was a drill", "--as", person};
  }

  private static JsonNode release(int exit, String person) throws IOException {
    return ask(exit, releaseBy(person));
  }

  /** What the page of the kill switch shows. */
  private static String page() {
    try {
      return JSON.readTree(temporal("describe", "--output", "json")).findPath("memo").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A command of the plain Temporal CLI on the kill switch. */
  private static String temporal(String... arguments) throws IOException {
    JsonNode server = program.run("status", "--json").at("/temporal");
    List<String> command =
        new ArrayList<>(List.of(RealTemporal.cli().ensure().toString(), "workflow"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--workflow-id",
            "kill-switch",
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

  private static void kill(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    DemoProgram.until("dead", () -> !process.isAlive());
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
