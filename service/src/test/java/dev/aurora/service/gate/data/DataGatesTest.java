package dev.aurora.service.gate.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataGatesTest {

  private static final Path TEST_MODELS = Path.of("src/test/resources/models");

  private final Gates gates =
      new Gates(List.of(new CorporateActionsGate(), new ExportParityGate()), System::nanoTime);

  @TempDir Path folder;

  @Test
  void findsTheShippedClosesActionsAndLabelsInAccord() {
    GateVerdict verdict = verdict("corporate-actions", ShippedData.FOLDER);

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.evidence())
        .containsEntry("convention", "exclose")
        .containsEntry("actions", 95)
        .containsEntry("IBM actions", 52)
        .containsEntry("MSFT actions", 38)
        .containsEntry("AAPL real moves", List.of("AAPL 2000-09-29 -73 %"));
  }

  @Test
  void findsTheShippedModelToAnswerAsWhereItWasTrained() {
    GateVerdict verdict = verdict("export-parity", ShippedData.FOLDER);

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.evidence())
        .containsEntry("gbt rows", 1588)
        .containsEntry("gbt cases", 192)
        .containsEntry("gbt refused", 18);
    assertThat((double) verdict.evidence().get("gbt difference")).isBetween(1e-12, 1e-8);
  }

  @Test
  void findsTheTwoLinearModelsToAnswerAsWhereTheyWereTrained() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    try (Stream<Path> files = Files.list(TEST_MODELS)) {
      for (Path file : files.toList()) {
        Files.copy(file, models.resolve(file.getFileName()));
      }
    }

    GateVerdict verdict = verdict("export-parity", folder);

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.evidence())
        .containsEntry("linear rows", 1588)
        .containsEntry("scaled_ridge cases", 192);
  }

  @Test
  void isRedWithoutModelsOrActions() throws IOException {
    Files.createDirectories(folder.resolve("models"));

    assertThat(verdict("export-parity", folder).reasons()).contains("no side-car of a model");
    assertThat(verdict("corporate-actions", folder).green()).isFalse();
  }

  private GateVerdict verdict(String gate, Path data) {
    return gates.run(GateLevel.L1, new GateSubject(null, data, null), Set.of(gate)).getFirst();
  }
}
