package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.testing.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a stop button that is broken, and nobody knows until it is needed. */
class KillCanaryTest {

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void provesTheWaysAndLeavesNothingBehind() {
    KillCanary canary = canary(directory.resolve("kill.flag"));

    canary.fly();

    assertThat(canary.newest())
        .isEqualTo(
            new KillCanary.Report(
                books.clock.instant(),
                books.clock.instant(),
                List.of("flag file", "books"),
                List.of()));
    assertThat(books.control.history()).isEmpty();
    assertThat(directory).isDirectoryNotContaining(file -> file.toString().contains("flag"));
  }

  @Test
  void aPlaceWhereNoFlagCanBeMadeIsAnAlarm() throws IOException {
    Path notAFolder = Files.createFile(directory.resolve("not-a-folder"));

    KillCanary canary = canary(notAFolder.resolve("kill.flag"));
    canary.fly();

    assertThat(canary.newest().proven()).isFalse();
    assertThat(canary.newest().faults())
        .extracting(KillCanary.Fault::way)
        .containsExactly("flag file");
  }

  @Test
  void booksThatAreAwayAreAnAlarmAndTheirReturnEndsIt() {
    KillCanary canary = canary(directory.resolve("kill.flag"));
    canary.fly();
    books.database.run(handle -> handle.execute("alter table control_latches rename to away"));
    canary.fly();

    assertThat(canary.newest().faults()).extracting(KillCanary.Fault::way).containsExactly("books");
    assertThat(canary.newest().provenAt()).isEqualTo(books.clock.instant());

    books.database.run(handle -> handle.execute("alter table away rename to control_latches"));
    canary.fly();
    assertThat(canary.newest().proven()).isTrue();
  }

  @Test
  void aKillSwitchThatDoesNotAnswerIsAnAlarm() {
    KillCanary canary =
        new KillCanary(
            List.of(CanaryWays.workflow(RealTemporal.client(), "nobody/kill-switch")), books.clock);

    canary.fly();

    assertThat(canary.newest().faults()).hasSize(1);
    assertThat(canary.newest().faults().getFirst().detail()).contains("nobody/kill-switch");
  }

  private KillCanary canary(Path flag) {
    return new KillCanary(
        List.of(CanaryWays.file(flag, "p-1"), CanaryWays.books(books.database, books.clock)),
        books.clock);
  }
}
