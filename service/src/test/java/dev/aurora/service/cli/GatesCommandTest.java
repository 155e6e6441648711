package dev.aurora.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesCommandTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path run;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void makeOneRun() throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      run =
          pipeline
              .run(
                  E2dRequest.of(
                      ShippedData.STRATEGY,
                      AsOf.session(LocalDate.of(2013, 2, 28)),
                      ShippedData.BARS,
                      ShippedData.ACTIONS,
                      shared))
              .artifacts()
              .path();
    }
  }

  @Test
  void exitsZeroOnTheArtifactsOfARealRun() throws IOException {
    assertThat(run("gates", "run", "l0", "--artifacts", run.toString(), "--json")).isZero();

    JsonNode verdicts = json();
    assertThat(verdicts.findValuesAsText("gate"))
        .containsExactly("timezones", "dtypes", "snapshot", "flags");
    assertThat(verdicts.findValuesAsText("verdict")).containsOnly("green");
    assertThat(verdicts.get(0).get("reasons")).isEmpty();
    assertThat(verdicts.get(0).get("evidence")).isNotEmpty();
  }

  @Test
  void exitsOneAndNamesTheReasonWhenAGateIsRed() throws IOException {
    copyRun();
    Files.writeString(folder.resolve("notes.txt"), "new");

    assertThat(run("gates", "run", "L0", "--artifacts", folder.toString())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("green  timezones", "RED    snapshot", "notes.txt is not listed");
  }

  @Test
  void judgesTheFileNamesOfTheEarlierSystem() throws IOException {
    copyRun();
    Files.move(folder.resolve("decisions.json"), folder.resolve("decision.json"));

    assertThat(
            run(
                "gates",
                "run",
                "l0",
                "--artifacts",
                folder.toString(),
                "--only",
                "timezones,dtypes",
                "--only",
                "flags",
                "--json"))
        .isZero();
    assertThat(json().findValuesAsText("gate")).containsExactly("timezones", "dtypes", "flags");
  }

  @Test
  void isRedAndNotAnErrorWithoutArtifacts() throws IOException {
    String none = folder.resolve("none").toString();

    assertThat(run("gates", "run", "l0", "--artifacts", none, "--json")).isEqualTo(1);
    assertThat(json().findValuesAsText("verdict")).hasSize(4).containsOnly("red");
  }

  @Test
  void listsEveryGateWithWhatItHolds() throws IOException {
    assertThat(run("gates", "list", "--json")).isZero();
    assertThat(json().findValuesAsText("gate"))
        .startsWith("timezones", "dtypes", "snapshot", "flags")
        .contains("corporate-actions", "export-parity", "ratchet", "determinism");
    assertThat(json().findValuesAsText("holds")).allMatch(text -> text.length() > 20);
  }

  @Test
  void judgesTheShippedDataAndModelsWithoutArtifacts() throws IOException {
    String gates = "corporate-actions,export-parity";

    assertThat(run("gates", "run", "l1", "--only", gates, "--json")).as("%s", err).isZero();
    assertThat(json().findValuesAsText("level")).containsExactly("L1", "L1");
    assertThat(json().findValuesAsText("verdict")).containsOnly("green");
  }

  @Test
  void tellsHowToRunAGateAndRefusesLevelsAndGatesThatAreNone() throws IOException {
    assertThat(run("gates", "show", "ratchet", "--json")).isZero();
    assertThat(json().get("run").asText()).isEqualTo("aurora gates run l2 --only ratchet");

    assertThat(run("gates", "show", "ratchets")).isEqualTo(2);
    assertThat(run("gates", "run", "l3")).isEqualTo(2);
    assertThat(run("gates", "run", "none")).isEqualTo(2);
    assertThat(run("gates", "run", "l0")).isEqualTo(2);
    assertThat(run("gates", "run", "l1", "--only", "timezones")).isEqualTo(2);
  }

  @Test
  void drillsEveryGateOnARunOfItsOwnAndLeavesNothingBehind() throws IOException {
    assertThat(run("drill", "gates", "--json")).as("%s", err).isZero();

    JsonNode answer = json();
    assertThat(answer.get("mutations").asInt()).isGreaterThanOrEqualTo(390);
    assertThat(answer.get("gates").findValuesAsText("verdict")).hasSize(13).containsOnly("green");
    assertThat(answer.get("caught").asInt()).isEqualTo(answer.get("mutations").asInt());
    assertThat(answer.get("controls").asInt()).isPositive();
    assertThat(answer.get("falseAlarms").asInt()).isZero();
    assertThat(answer.get("passed").asBoolean()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private void copyRun() throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private int run(String... arguments) {
    return Aurora.execute(
        new Invocation(
            Map.of("PATH", "", "AURORA_HOME", folder.toString()),
            folder,
            Checkout.root(),
            Clock.systemUTC(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false),
        arguments);
  }
}
