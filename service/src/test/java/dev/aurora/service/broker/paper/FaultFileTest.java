package dev.aurora.service.broker.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFileTest {

  @TempDir Path directory;

  @Test
  void aFileThatIsNotThereIsABrokenConnection() {
    assertThat(new FaultFile(directory.resolve("none.json")).connected()).isFalse();
  }

  @Test
  void theShareOfEachFaultIsWhatThePlanSaysAndEqualForEqualSeeds() {
    FaultFile file = new FaultFile(directory.resolve("faults.json"));
    file.write(new FaultFile.Plan(true, 7, 10, 10, 5, 3, 10, 300));

    Map<String, Integer> drawn = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      Fault fault = file.next("o-" + i);
      assertThat(fault).isEqualTo(file.next("o-" + i));
      drawn.merge(fault.getClass().getSimpleName(), 1, Integer::sum);
    }

    assertThat(drawn.get("SilentAfterAccept")).isBetween(150, 250);
    assertThat(drawn.get("Reject")).isBetween(30, 95);
    assertThat(drawn.get("None")).isBetween(1_130, 1_350);
  }

  @Test
  void theLinkIsCutAndWholeAgainWithTheNextQuestion() {
    FaultFile file = new FaultFile(directory.resolve("faults.json"));
    file.write(FaultFile.Plan.none());
    assertThat(file.connected()).isTrue();

    file.write(FaultFile.Plan.none().connected(false));

    assertThat(file.connected()).isFalse();
  }

  @Test
  void sharesAboveAHundredPercentAreRefused() {
    assertThatThrownBy(() -> new FaultFile.Plan(true, 0, 60, 50, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
