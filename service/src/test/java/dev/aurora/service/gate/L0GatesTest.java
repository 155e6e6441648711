package dev.aurora.service.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class L0GatesTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path run;
  private static L0Gates gates;

  @BeforeAll
  static void makeOneRun() throws IOException {
    FlagSources flags =
        new FlagSources(ShippedData.FOLDER.resolve("flags.json"), shared, Map.of("PATH", "/bin"));
    gates = new L0Gates(TradingCalendar.nyse(), flags, System::nanoTime);
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      E2dRequest request =
          E2dRequest.of(
              ShippedData.STRATEGY,
              AsOf.session(LocalDate.of(2013, 2, 28)),
              ShippedData.BARS,
              ShippedData.ACTIONS,
              shared);
      run = pipeline.run(request).artifacts().path();
    }
  }

  @AfterAll
  static void close() {
    gates.close();
  }

  @Test
  void isGreenOnTheArtifactsOfARealRun() {
    List<GateVerdict> verdicts = gates.run(run, Set.of());

    assertThat(verdicts)
        .extracting(GateVerdict::gate)
        .containsExactly("timezones", "dtypes", "snapshot", "flags");
    assertThat(verdicts).allMatch(v -> v.green() && v.level().equals("L0"));
    assertThat(verdicts)
        .allSatisfy(v -> assertThat(v.inputDigest()).startsWith("sha256:").hasSize(71));
    assertThat(verdicts)
        .extracting(GateVerdict::inputDigest)
        .containsOnly(verdicts.getFirst().inputDigest());
  }

  @Test
  void recordsTheSchemaOfEachStage() {
    GateVerdict verdict = gates.run(run, Set.of("dtypes")).getFirst();

    assertThat(verdict.evidence())
        .containsEntry(
            "predictions.parquet",
            Map.of(
                "symbol", "VARCHAR stored as BYTE_ARRAY",
                "time", "TIMESTAMP WITH TIME ZONE stored as INT64",
                "prediction", "FLOAT stored as FLOAT"));
  }

  @Test
  void isRedWithoutArtifacts() throws IOException {
    Path file = Files.createFile(folder.resolve("notes.txt"));
    Path empty = Files.createDirectory(folder.resolve("empty"));

    for (Path nothing : List.of(empty, folder, folder.resolve("none"), file)) {
      assertThat(gates.run(nothing, Set.of())).hasSize(4).noneMatch(GateVerdict::green);
    }
  }

  @Test
  void runsOnlyTheGatesAskedForAndRefusesUnknownOnes() {
    assertThat(gates.run(run, Set.of("flags", "dtypes")))
        .extracting(GateVerdict::gate)
        .containsExactly("dtypes", "flags");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gates.run(run, Set.of("timezone")))
        .withMessageContaining("[timezone]")
        .withMessageContaining("timezones");
  }

  @Test
  void readsTheNamesOfTheEarlierSystem() throws IOException {
    copyRun();
    Files.move(folder.resolve("decisions.json"), folder.resolve("decision.json"));

    assertThat(gates.run(folder, Set.of("timezones", "dtypes"))).allMatch(GateVerdict::green);
  }

  @Test
  void isGreenOnAGoldenFolderOnlyWhileItIsReadOnly() throws IOException {
    copyRun();
    SnapshotManifest.freeze(folder);
    assertThat(gates.run(folder, Set.of("snapshot")).getFirst().reasons()).isEmpty();

    SnapshotManifest.setWritable(folder.resolve("metrics.json"), true);
    assertThat(gates.run(folder, Set.of("snapshot")).getFirst().reasons())
        .containsExactly("metrics.json is not read-only");
  }

  @Test
  void tellsAProgramWhatItTellsAPerson() throws IOException {
    GateVerdict red =
        new GateVerdict(
            "flags",
            "L0",
            false,
            List.of("why"),
            Map.of("flags", List.of("FLAG_X")),
            Duration.ofMillis(3),
            "sha256:00");

    JsonNode json = Json.mapper().valueToTree(Gates.json(red));

    assertThat(Json.line(json))
        .isEqualTo(
            "{\"gate\":\"flags\",\"level\":\"L0\",\"verdict\":\"red\",\"reasons\":[\"why\"],"
                + "\"evidence\":{\"flags\":[\"FLAG_X\"]},\"inputDigest\":\"sha256:00\","
                + "\"durationMs\":3.0}");
  }

  private void copyRun() throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
