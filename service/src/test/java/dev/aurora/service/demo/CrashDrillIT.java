package dev.aurora.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slice of the crash drill as an operator runs it; more rounds by {@code -Daurora.rounds=N}. */
class CrashDrillIT {

  private static final String ROUNDS = System.getProperty("aurora.rounds", "2");

  @TempDir static Path folder;

  @Test
  void killedUnderLoadItLosesNothingAndSendsNothingTwice() throws Exception {
    DemoProgram program = new DemoProgram(Files.createDirectory(folder.resolve("data of aurora")));

    JsonNode report =
        program
            .start(Map.of(), "drill", "crash", "--json", "--rounds", ROUNDS, "--seed", "7")
            .document();

    assertThat(report.at("/rounds")).hasSize(Integer.parseInt(ROUNDS));
    assertThat(report.at("/duplicates").asInt()).isZero();
    assertThat(report.at("/orders").asInt()).isPositive();
    assertThat(report.at("/finalFindings")).isEmpty();
  }
}
