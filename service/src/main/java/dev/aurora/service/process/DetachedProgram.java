package dev.aurora.service.process;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a program that goes on after the command that started it, and that a Ctrl-C in the
 * command's terminal does not reach: in a session of its own, with its output in a log file.
 */
public final class DetachedProgram {

  /** Keeps the process id: it becomes the program. */
  private static final String SESSION_BY_PYTHON =
      "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

  private DetachedProgram() {}

  /**
   * Starts {@code command} in {@code folder} with {@code environment} as its whole environment.
   *
   * @param command absolute path of the program, then its arguments
   * @param log gets both output streams, appended
   * @throws DependencyError when the program can't be started
   */
  public static Process start(
      List<String> command, Map<String, String> environment, Path folder, Path log) {
    PrivateFiles.createFolderOf(log);
    ProcessBuilder builder =
        new ProcessBuilder(inSessionOfItsOwn(command, environment))
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "start-failed",
                  "The program can't be started: " + e.getMessage(),
                  "See that it is there and executable, then try again.")
              .at(command.get(0)),
          e);
    }
  }

  /** The first executable file called {@code name} on the PATH of {@code environment}. */
  public static Optional<Path> onPath(String name, Map<String, String> environment) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /** macOS has no setsid command; Python is a prerequisite and does the same. */
  private static List<String> inSessionOfItsOwn(
      List<String> command, Map<String, String> environment) {
    List<String> whole = new ArrayList<>();
    Optional<Path> setsid = onPath("setsid", environment);
    Optional<Path> python = onPath("python3", environment);
    if (setsid.isPresent()) {
      whole.add(setsid.get().toString());
    } else if (python.isPresent()) {
      whole.addAll(List.of(python.get().toString(), "-c", SESSION_BY_PYTHON));
    }
    whole.addAll(command);
    return whole;
  }
}
