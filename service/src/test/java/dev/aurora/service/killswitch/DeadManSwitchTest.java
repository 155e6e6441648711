package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.app.DeadManVariable;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.problem.UsageError;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forbidden outcome: nobody watches any more, and trading goes on. */
class DeadManSwitchTest {

  private static final Duration LIMIT = Duration.ofMinutes(15);

  @TempDir Path home;
  private final TestClock clock = new TestClock(Instant.parse("2025-03-03T15:00:00Z"));

  @Test
  void silenceForTooLongStopsTheFirm() {
    KillWatch watch = watch();
    clock.advance(LIMIT);
    assertThat(watch.engaged()).isEmpty();

    clock.advance(Duration.ofSeconds(1));

    assertThat(watch.engaged())
        .get()
        .extracting(KillCommand::scope, KillCommand::level, KillCommand::source)
        .containsExactly("firm", KillLevel.BLOCK_AND_CANCEL, "dead-man");
  }

  @Test
  void whoIsHeardInTimeKeepsItGoing() throws IOException {
    KillWatch watch = watch();
    clock.advance(Duration.ofMinutes(10));
    sign(clock.instant());
    clock.advance(Duration.ofMinutes(10));

    assertThat(watch.engaged()).isEmpty();
  }

  @Test
  void aSignFromTheFutureIsNone() throws IOException {
    KillWatch watch = watch();
    sign(clock.instant().plus(Duration.ofDays(1)));
    clock.advance(LIMIT.plusSeconds(1));

    assertThat(watch.engaged()).isPresent();
  }

  @Test
  void oneSilenceIsOneKillHoweverOftenItIsLookedAt() {
    KillWatch watch = watch();
    clock.advance(LIMIT.plusSeconds(1));
    Optional<KillCommand> first = watch.engaged();
    clock.advance(Duration.ofMinutes(5));

    assertThat(watch.engaged()).isEqualTo(first);
  }

  @Test
  void itIsOffUnlessAskedFor() {
    assertThat(DeadManVariable.limit(Map.of())).isEmpty();
    assertThat(DeadManVariable.limit(Map.of("AURORA_DEAD_MAN", " 15M ")))
        .contains(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "m", "maybe", "1s", "-5m", "1.5h", "15 m"})
  void whatIsNoLengthIsRefused(String text) {
    assertThatThrownBy(() -> DeadManVariable.limit(Map.of("AURORA_DEAD_MAN", text)))
        .isInstanceOf(UsageError.class);
  }

  private KillWatch watch() {
    DeadManSwitch deadMan = new DeadManSwitch(home, LIMIT, clock);
    return new KillWatch(List.of(), Optional.empty(), "p-1", Optional.of(deadMan));
  }

  private void sign(Instant at) throws IOException {
    DeadManSwitch.sign(home, "ann", at);
    Files.setLastModifiedTime(home.resolve("operator.alive"), FileTime.from(at));
  }
}
