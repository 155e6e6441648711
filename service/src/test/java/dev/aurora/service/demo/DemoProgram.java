package dev.aurora.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.testing.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs the real launcher, as a user would, with a data directory of its own. */
final class DemoProgram {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path home;
  private final Path logs;

  DemoProgram(Path home) {
    this.home = home;
    this.logs = home.resolveSibling("logs");
  }

  /** A command that has been started. */
  record Started(Process process, Path out, Path err) {

    String messages() {
      return read(err);
    }

    /** Waits for its end and answers its exit code. */
    int await() {
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("not through after " + PATIENCE + ":\n" + messages());
        }
        return process.exitValue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    /** The document on standard output, after an exit with 0. */
    JsonNode document() {
      int exit = await();
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ":\n" + messages());
      }
      try {
        return JSON.readTree(read(out));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Started start(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("aurora").toString());
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(logs);
      Path out = Files.createTempFile(logs, arguments[0], ".out");
      Path err = Files.createTempFile(logs, arguments[0], ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AURORA_"));
      builder.environment().put("AURORA_HOME", home.toString());
      builder.environment().putAll(environment);
      return new Started(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode run(String... arguments) {
    return start(Map.of(), arguments).document();
  }

  /** What the command says, wherever it says it; it must end with one of these codes. */
  String say(List<String> words, Integer... codes) {
    Started started = start(Map.of(), words.toArray(String[]::new));
    int ended = started.await();
    String said = read(started.out()) + started.messages();
    if (!List.of(codes).contains(ended)) {
      throw new AssertionError("%s ends with %d: %s".formatted(words, ended, said));
    }
    return said;
  }

  /** Waits until it holds, looking often. */
  static void until(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("never: " + what);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /** SIGKILL to everything of this data directory: launcher, service, Temporal server. */
  void killEverything(Started launcher) {
    List<ProcessHandle> victims = new ArrayList<>();
    victims.add(launcher.process().toHandle());
    ProcessHandle.allProcesses().filter(this::isOurs).forEach(victims::add);
    victims.forEach(ProcessHandle::destroyForcibly);
    until("all of them gone", () -> victims.stream().noneMatch(ProcessHandle::isAlive));
  }

  private boolean isOurs(ProcessHandle process) {
    Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.isReadable(commandLine)
          && Files.readString(commandLine).contains(home.toString());
    } catch (IOException gone) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
