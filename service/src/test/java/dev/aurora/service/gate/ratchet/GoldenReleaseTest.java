package dev.aurora.service.gate.ratchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On thresholds alone: there are no bars here, so what is not refused fails at measuring. */
class GoldenReleaseTest {

  private static final String WHY =
      "- Ratchet `ic`: min 0.01 -> min 0.005: the universe has doubled since the last release.\n";

  @TempDir Path folder;
  private Path released;

  @BeforeEach
  void relaxAThreshold() throws IOException {
    Path gates = Files.createDirectories(folder.resolve("data/gates/golden")).getParent();
    String shipped = Files.readString(ShippedData.FOLDER.resolve("gates/ratchet.yaml"));
    assertThat(shipped).contains("ic: {min: 0.01}");
    released = Files.writeString(gates.resolve("golden/ratchet.yaml"), shipped);
    Files.writeString(
        gates.resolve("ratchet.yaml"), shipped.replace("ic: {min: 0.01}", "ic: {min: 0.005}"));
  }

  @Test
  void aThresholdThatIsRelaxedWithoutAReasonIsNotReleased() throws IOException {
    changelog("## Unreleased\n");

    assertThatThrownBy(this::release)
        .isInstanceOf(RefusedError.class)
        .hasMessageContaining("ic is relaxed from min 0.01 to min 0.005");
    assertThat(released).exists();
  }

  @Test
  void theReasonOfAnEarlierReleaseIsSpent() throws IOException {
    changelog("## Unreleased\n\n## 0.9\n" + WHY);

    assertThatThrownBy(this::release).isInstanceOf(RefusedError.class);
  }

  @Test
  void aReasonInTheChangeLogLetsItPass() throws IOException {
    changelog("## Unreleased\n" + WHY + "\n## 0.9\n");

    assertThatThrownBy(this::release).isNotInstanceOf(RefusedError.class);
  }

  private void changelog(String text) throws IOException {
    Files.writeString(folder.resolve("CHANGELOG.md"), "# Changes\n\n" + text);
  }

  private void release() throws IOException {
    new GoldenRelease(TradingCalendar.nyse())
        .release(new GateSubject(null, folder.resolve("data"), folder));
  }
}
