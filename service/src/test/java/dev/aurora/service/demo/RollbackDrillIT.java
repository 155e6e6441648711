package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the rollback drill as an operator runs it; more by {@code -Daurora.rounds=N}. */
class RollbackDrillIT {

  private static final int ROUNDS = Integer.getInteger("aurora.rounds", 2);
  private static final int ORDERS_A_ROUND = 20;

  /** With it, five of the ten orders under the ramp of two rounds take the next stage. */
  private static final String SEED = "9";

  @TempDir static Path folder;

  @Test
  void forwardAndBackUnderLoadEachOrderGoesOnceOnTheStageThatItsHistorySays() throws Exception {
    DemoProgram program = new DemoProgram(Files.createDirectory(folder.resolve("data of aurora")));

    JsonNode report =
        program
            .start(
                Map.of(),
                "drill",
                "rollback",
                "--json",
                "--rounds",
                Integer.toString(ROUNDS),
                "--seed",
                SEED)
            .document();

    assertThat(report.at("/findings")).isEmpty();
    assertThat(report.at("/orders").asInt()).isEqualTo(ROUNDS * ORDERS_A_ROUND);
    assertThat(report.at("/duplicates").asInt()).isZero();
    assertThat(report.at("/ramp/orders").asInt()).isPositive();
    assertThat(report.at("/phases").findValuesAsText("stage"))
        .contains("BASELINE", "WEEK_ONE", "WEEK_TWO");
  }
}
