package dev.aurora.service.killswitch;

import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at {@code AURORA_KILL} and at the flag files, which need neither database nor Temporal.
 * Thread-safe; every call looks again.
 */
public final class KillWatch {

  private final List<Path> flagFiles;
  private final Optional<String> variableReason;
  private final String processId;

  /**
   * @param flagFiles files whose existence alone stops trading
   * @param variableReason what {@link KillVariable} read at process start
   * @param processId tells this process's kill by variable from another's
   */
  public KillWatch(List<Path> flagFiles, Optional<String> variableReason, String processId) {
    this.flagFiles = List.copyOf(flagFiles);
    this.variableReason = variableReason;
    this.processId = processId;
  }

  /** The kill that stands in front of this process now, or empty. */
  public Optional<KillCommand> engaged() {
    if (variableReason.isPresent()) {
      return Optional.of(
          command("variable/" + processId, "environment", variableReason.orElseThrow()));
    }
    return flagFiles.stream().flatMap(file -> fromFile(file).stream()).findFirst();
  }

  private Optional<KillCommand> fromFile(Path file) {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      long madeAt = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis();
      return Optional.of(command("file/" + file + "/" + madeAt, "file", file + " exists"));
    } catch (IOException unreadable) {
      // Neither there nor not there: whoever can't look must not send.
      return Optional.of(
          command("file/" + file, "file", file + " can't be looked for: " + unreadable));
    }
  }

  private static KillCommand command(String commandId, String source, String reason) {
    return new KillCommand(
        commandId, "firm", KillLevel.BLOCK_AND_CANCEL, "process", reason, source);
  }
}
