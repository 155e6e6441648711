package dev.aurora.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A program that runs on this machine, recognised by its arguments: a process id alone proves
 * nothing, for the system hands it out again after the program's end.
 *
 * @param pid its process id
 * @param arguments program and arguments, in order
 */
public record RunningProgram(long pid, List<String> arguments) {

  private static final Path PROC = Path.of("/proc");
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  public RunningProgram {
    arguments = List.copyOf(arguments);
  }

  /** The program that has {@code pid} now; empty when there is none, or it has already ended. */
  public static Optional<RunningProgram> withPid(long pid) {
    return ProcessHandle.of(pid).flatMap(RunningProgram::of);
  }

  /**
   * Whether the process has ended, whatever program it was. Unlike {@link #withPid} this is not
   * mistaken about one that is just becoming a program, and has no arguments yet, or just ceasing
   * to be one, and has none any more.
   */
  public static boolean hasEnded(long pid) {
    if (!Files.isDirectory(PROC)) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
    Path process = PROC.resolve(Long.toString(pid));
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      String stat = Files.readString(process.resolve("stat"));
      // The state follows the program's name, which may itself hold spaces and brackets. A zombie's
      // last thread has ended: what is left only waits for its parent to notice.
      boolean zombie = stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
      return zombie && threads.count() <= 1;
    } catch (IOException | UncheckedIOException e) {
      // Gone, at the latest while it was looked at.
      return true;
    }
  }

  /** A running program whose arguments fit; this JVM itself is never found. */
  public static Optional<RunningProgram> matching(Predicate<RunningProgram> fits) {
    long self = ProcessHandle.current().pid();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(handle -> handle.pid() != self)
          .map(RunningProgram::of)
          .flatMap(Optional::stream)
          .filter(fits)
          .findFirst();
    }
  }

  /** The value after {@code option}; empty when the option is not there. */
  public Optional<String> argumentAfter(String option) {
    int at = arguments.indexOf(option);
    return at >= 0 && at + 1 < arguments.size()
        ? Optional.of(arguments.get(at + 1))
        : Optional.empty();
  }

  /** Whether {@code option} is there with exactly this value. */
  public boolean has(String option, Object value) {
    return argumentAfter(option).filter(value.toString()::equals).isPresent();
  }

  /**
   * Whether the very same program is still there. One that is being torn down counts: its arguments
   * are gone already, its ports and locks are not.
   */
  public boolean isAlive() {
    return withPid(pid).map(this::equals).orElseGet(() -> !hasEnded(pid));
  }

  /**
   * Asks the program to end, and kills it when it has not within {@code grace}.
   *
   * @return whether it ended by itself
   * @throws IllegalStateException when it is still there after the kill
   */
  public boolean stop(Duration grace) {
    ProcessHandle.of(pid).filter(handle -> isAlive()).ifPresent(ProcessHandle::destroy);
    if (Waiting.until(() -> !isAlive(), grace, POLL)) {
      return true;
    }
    ProcessHandle.of(pid).filter(handle -> isAlive()).ifPresent(ProcessHandle::destroyForcibly);
    if (!Waiting.until(() -> !isAlive(), KILL_PATIENCE, POLL)) {
      throw new IllegalStateException("process " + pid + " survives being killed");
    }
    return false;
  }

  private static Optional<RunningProgram> of(ProcessHandle handle) {
    Path commandLine = PROC.resolve(Long.toString(handle.pid())).resolve("cmdline");
    return Files.isDirectory(PROC)
        ? fromProc(handle.pid(), commandLine)
        : handle
            .info()
            .command()
            .map(
                command ->
                    new RunningProgram(
                        handle.pid(),
                        Stream.concat(
                                Stream.of(command),
                                Stream.of(handle.info().arguments().orElse(new String[0])))
                            .toList()));
  }

  /** A zombie's file is empty: it has ended and only waits to be noticed by its parent. */
  private static Optional<RunningProgram> fromProc(long pid, Path commandLine) {
    try {
      String arguments = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
      return arguments.isEmpty()
          ? Optional.empty()
          : Optional.of(new RunningProgram(pid, List.of(arguments.split("\0"))));
    } catch (IOException e) {
      // It ended between listing and reading, or belongs to another user: not ours either way.
      return Optional.empty();
    }
  }
}
