package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KillWatchTest {

  @TempDir Path folder;

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0", "false", "FALSE", "no", "off", " off "})
  void theOffWordsAreOff(String value) {
    assertThat(KillVariable.reason(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "yes", "on", "maybe", "2", "nein", "of"})
  void anythingElseStopsTrading(String value) {
    assertThat(KillVariable.reason(value)).isPresent();
  }

  @Test
  void anUnknownWordIsNamed() {
    assertThat(KillVariable.reason("maybe")).get().asString().contains("'maybe'");
  }

  @Test
  void withoutFileAndVariableNothingIsEngaged() {
    assertThat(watch(Optional.empty()).engaged()).isEmpty();
  }

  @Test
  void theExistenceOfTheFileAloneStopsTheFirmAndCancels() throws IOException {
    KillWatch watch = watch(Optional.empty());
    Files.createFile(folder.resolve("kill.flag"));

    assertThat(watch.engaged())
        .get()
        .extracting(KillCommand::scope, KillCommand::level, KillCommand::source)
        .containsExactly("firm", KillLevel.BLOCK_AND_CANCEL, "file");
  }

  @Test
  void aDanglingLinkByThatNameStopsToo() throws IOException {
    Files.createSymbolicLink(folder.resolve("kill.flag"), folder.resolve("nowhere"));

    assertThat(watch(Optional.empty()).engaged()).isPresent();
  }

  @Test
  void aFileThatCannotBeLookedForStops() {
    // Longer than any file system's names: the look-up itself fails.
    KillWatch watch =
        new KillWatch(List.of(folder.resolve("k".repeat(5_000))), Optional.empty(), "p-1");

    assertThat(watch.engaged()).get().asString().contains("can't be looked for");
  }

  @Test
  void theSameFileIsOneKillAndTheSameProcessIsOneKill() throws IOException {
    Files.createFile(folder.resolve("kill.flag"));

    assertThat(watch(Optional.empty()).engaged()).isEqualTo(watch(Optional.empty()).engaged());
    assertThat(watch(Optional.of("set")).engaged())
        .get()
        .extracting(KillCommand::commandId)
        .isEqualTo("variable/p-1");
  }

  private KillWatch watch(Optional<String> variable) {
    return new KillWatch(List.of(folder.resolve("kill.flag")), variable, "p-1");
  }
}
