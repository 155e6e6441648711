package dev.aurora.service.gate.ratchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.ratchet.Threshold.Direction;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its green path, on synthetic measures that never ship, is held by the drills. */
class RatchetGateTest {

  private static final GateSubject SHIPPED =
      new GateSubject(null, ShippedData.FOLDER, Checkout.root());

  @TempDir Path folder;

  /** Of durations and memory nothing is said here: the machine that tests may be busy. */
  @Test
  void isRedOnTheShippedModelAndSaysThatItHasNoSkill() {
    GateVerdict verdict =
        new Gates(
                List.of(new RatchetGate(new ShippedMeasures(TradingCalendar.nyse()))),
                System::nanoTime)
            .run(GateLevel.L2, SHIPPED, Set.of())
            .getFirst();

    assertThat(verdict.green()).isFalse();
    assertThat(verdict.reasons())
        .anyMatch(reason -> reason.matches("ic is -0\\.00\\d+, expected min 0\\.01"));
    assertThat(verdict.reasons())
        .allMatch(reason -> reason.matches("(ic|e2dMs|memoryPeakMb|mutationMetrics) .*"));
    Map<?, ?> measures = (Map<?, ?>) verdict.evidence().get("measures");
    assertThat((double) measures.get("ic")).isCloseTo(-0.006, within(0.002));
    assertThat(measures.get("crossProcessIdentical")).isEqualTo(1.0);
    assertThat(measures.get("run")).isEqualTo(1.0);
  }

  @Test
  void holdsThresholdsInTheirDirectionTheBoundIncluded() {
    Threshold most = new Threshold("x", Direction.MAX, 2);
    Threshold least = new Threshold("x", Direction.MIN, 2);
    Threshold must = new Threshold("x", Direction.TRUE, 1);

    assertThat(most.holds(2)).isTrue();
    assertThat(most.holds(Math.nextUp(2.0))).isFalse();
    assertThat(least.holds(2)).isTrue();
    assertThat(least.holds(Math.nextDown(2.0))).isFalse();
    assertThat(must.holds(1)).isTrue();
    assertThat(must.holds(0)).isFalse();
    assertThat(List.of(most, least, must)).noneMatch(t -> t.holds(Double.NaN));
  }

  @Test
  void takesForLooserWhatLetsMoreThroughAndEveryOtherDirection() {
    Threshold most = new Threshold("x", Direction.MAX, 2);
    Threshold least = new Threshold("x", Direction.MIN, 2);

    assertThat(new Threshold("x", Direction.MAX, 2.1).isLooserThan(most)).isTrue();
    assertThat(new Threshold("x", Direction.MAX, 1.9).isLooserThan(most)).isFalse();
    assertThat(new Threshold("x", Direction.MIN, 1.9).isLooserThan(least)).isTrue();
    assertThat(new Threshold("x", Direction.MIN, 2.1).isLooserThan(least)).isFalse();
    assertThat(most.isLooserThan(most)).isFalse();
    assertThat(least.isLooserThan(most)).isTrue();
    assertThat(new Threshold("x", Direction.TRUE, 1).isLooserThan(least)).isTrue();
  }

  @Test
  void countsTheDefectsThatTestsNotice() throws IOException {
    Path report = folder.resolve(MutationReport.FILE.toString());
    Measures none = new Measures();
    MutationReport.measure(folder, none);
    assertThat(none.value("mutationMetrics")).isNull();
    assertThat(none.why("mutationMetrics")).contains("mvn -P mutation");

    Files.createDirectories(report.getParent());
    Files.writeString(
        report,
        """
        A.java,a.A,m,x,1,KILLED,t
        A.java,a.A,m,x,2,SURVIVED,none
        A.java,a.A,m,x,3,TIMED_OUT,none
        A.java,a.A,m,x,4,NO_COVERAGE,none
        """);
    Measures some = new Measures();
    MutationReport.measure(folder, some);
    assertThat(some.value("mutationMetrics")).isEqualTo(0.5);
  }

  @Test
  void findsKeysAndPasswordsAndNothingElse() throws IOException {
    assertThat(SecretScan.files(ShippedData.FOLDER)).isEmpty();
    Files.writeString(folder.resolve("a.txt"), "api_key = \"" + "x".repeat(20) + "\"");
    Files.writeString(folder.resolve("b.txt"), "-----BEGIN RSA " + "PRIVATE KEY-----");
    Files.writeString(folder.resolve("c.txt"), "a token of thanks, the secret is none");

    assertThat(SecretScan.files(folder)).containsExactly("a.txt", "b.txt");
  }

  @Test
  void refusesAFileOfThresholdsThatLacksOne() throws IOException {
    Path file = folder.resolve("ratchet.yaml");
    Files.writeString(file, "ic: {min: 0.01}\n");

    assertThatThrownBy(() -> ThresholdFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("e2dMs");
  }
}
