package dev.aurora.service.journal.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a {@link CommittingProcess}, kills it with SIGKILL, and says what it had committed. */
final class Killed {

  private Killed() {}

  /** Every id that the process acknowledged before it died, {@code atLeast} of them. */
  static List<String> after(int atLeast, String... arguments)
      throws IOException, InterruptedException {
    return after(atLeast, () -> {}, arguments);
  }

  /** As above, and does something just before the kill. */
  static List<String> after(int atLeast, Runnable beforeKill, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(CommittingProcess.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = out.readLine()) != null) {
        if (line.startsWith(CommittingProcess.ACKNOWLEDGED)) {
          acknowledged.add(line.substring(CommittingProcess.ACKNOWLEDGED.length()));
        }
        if (acknowledged.size() == atLeast) {
          beforeKill.run();
          // SIGKILL. By its handle, because the process object would close the pipe, in which
          // acknowledgements may still stand.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
    if (acknowledged.size() < atLeast) {
      throw new IllegalStateException(
          "the process ended by itself, with " + process.exitValue() + ", after " + acknowledged);
    }
    return acknowledged;
  }
}
