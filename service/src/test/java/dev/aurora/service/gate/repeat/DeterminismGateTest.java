package dev.aurora.service.gate.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.repeat.FreshProcess.Surroundings;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismGateTest {

  @TempDir Path folder;

  @Test
  void findsTwoFreshProcessesToWriteTheSameBytes() {
    GateVerdict verdict = verdict(new DeterminismGate());

    assertThat(verdict.reasons()).isEmpty();
    assertThat((int) verdict.evidence().get("compared")).isGreaterThanOrEqualTo(14);
  }

  /** As an artifact would be that is written in the language of its machine. */
  @Test
  void seesWhatDependsOnItsSurroundings() {
    DeterminismGate gate =
        new DeterminismGate(
            (data, one, other) -> {
              Files.writeString(one.resolve("x"), String.format(Locale.ENGLISH, "%.2f", 0.5));
              Files.writeString(other.resolve("x"), String.format(Locale.GERMAN, "%.2f", 0.5));
            });

    assertThat(verdict(gate).reasons()).singleElement().asString().startsWith("x is sha256:");
  }

  @Test
  void saysWhatAProcessThatFailedSaidLast() {
    assertThatThrownBy(() -> FreshProcess.run(folder, folder, Surroundings.PLAIN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a fresh process failed: ");
  }

  @Test
  void takesNothingForNoProof() throws IOException {
    assertThat(SameFiles.of(folder, folder.resolve("none")).differences())
        .containsExactly("there is no file to compare");
  }

  private static GateVerdict verdict(DeterminismGate gate) {
    return new Gates(List.of(gate), System::nanoTime)
        .run(GateLevel.L2, new GateSubject(null, ShippedData.FOLDER, null), Set.of())
        .getFirst();
  }
}
