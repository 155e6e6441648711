package dev.aurora.service.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aurora.service.problem.DependencyError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMutexTest {

  @TempDir Path folder;

  @Test
  void hasOneHolderInAJvm() {
    Path file = folder.resolve("lock");
    try (FileMutex first = FileMutex.tryAcquire(file).orElseThrow()) {
      assertThat(FileMutex.tryAcquire(file)).isEmpty();
      assertThat(FileMutex.tryAcquire(folder.resolve("./lock"))).isEmpty();
    }
    FileMutex.tryAcquire(file).orElseThrow().close();
  }

  @Test
  void hasOneHolderAmongProcesses() throws Exception {
    Path file = folder.resolve("lock");
    try (FileMutex ours = FileMutex.tryAcquire(file).orElseThrow()) {
      // Asked in this JVM first: the answer must not have freed the lock.
      assertThat(FileMutex.tryAcquire(file)).isEmpty();
      assertThat(lockedByAnotherProcess(file)).isFalse();
    }
    assertThat(lockedByAnotherProcess(file)).isTrue();
  }

  @Test
  void saysWhoIsInTheWayAfterWaitingInVain() {
    Path file = folder.resolve("lock");
    try (FileMutex ours = FileMutex.tryAcquire(file).orElseThrow()) {
      assertThatExceptionOfType(DependencyError.class)
          .isThrownBy(() -> FileMutex.acquire(file, Duration.ofMillis(100)))
          .satisfies(e -> assertThat(e.problem().where()).isEqualTo(file.toString()));
    }
  }

  @Test
  void refusesAFolderThatIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatExceptionOfType(DependencyError.class)
        .isThrownBy(() -> FileMutex.tryAcquire(file.resolve("lock")))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("folder-not-writable"));
  }

  private static boolean lockedByAnotherProcess(Path file) throws Exception {
    String attempt =
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.lockf(f, fcntl.LOCK_EX |"
            + " fcntl.LOCK_NB)";
    return new ProcessBuilder("python3", "-c", attempt, file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
