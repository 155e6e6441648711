package dev.aurora.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashMatrixIT {
  @Test
  void dry() {
    CrashRound round = new CrashRound(Path.of("target/crash/dry").toAbsolutePath(), "crash-dry/", CrashStore.h2(), List.of());
    CrashRound.Result result = round.run();
    System.out.println(result);
    assertThat(result.violations()).isEmpty();
  }
}
