package dev.aurora.service.killswitch;

import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What blocks this process by itself: {@code AURORA_KILL}, the flag files, operators who have
 * fallen silent, and kills that were asked of it and can't be stored. It needs neither database nor
 * Temporal. Thread-safe; every call looks again.
 */
public final class KillWatch {

  private final List<Path> flagFiles;
  private final Optional<String> variableReason;
  private final String processId;
  private final Optional<DeadManSwitch> deadMan;

  /** By command id. */
  private final Map<String, KillCommand> notStored = new ConcurrentHashMap<>();

  /**
   * @param flagFiles files whose existence alone stops trading
   * @param variableReason what {@link KillVariable} read at process start
   * @param processId tells this process's kill by variable from another's
   */
  public KillWatch(List<Path> flagFiles, Optional<String> variableReason, String processId) {
    this(flagFiles, variableReason, processId, Optional.empty());
  }

  /**
   * As above.
   *
   * @param deadMan stops trading when no operator is heard; empty = off
   */
  public KillWatch(
      List<Path> flagFiles,
      Optional<String> variableReason,
      String processId,
      Optional<DeadManSwitch> deadMan) {
    this.flagFiles = List.copyOf(flagFiles);
    this.variableReason = variableReason;
    this.processId = processId;
    this.deadMan = deadMan;
  }

  /** The kill that stands in front of this process now, or empty. */
  public Optional<KillCommand> engaged() {
    return all().findFirst();
  }

  /** Every kill that stands in front of this process now, looked for one by one. */
  public Stream<KillCommand> all() {
    Stream<KillCommand> variable =
        variableReason.stream()
            .map(reason -> command("variable/" + processId, "environment", reason));
    Stream<KillCommand> files = flagFiles.stream().flatMap(file -> fromFile(file).stream());
    Stream<KillCommand> silence =
        deadMan.flatMap(DeadManSwitch::silence).stream()
            .map(
                silent ->
                    command(
                        "dead-man/" + processId + "/" + silent.since(),
                        "dead-man",
                        silent.reason()));
    return Stream.of(variable, files, silence, notStored.values().stream()).flatMap(kills -> kills);
  }

  /**
   * Blocks this process until the kill is stored. It blocks all of it, whatever the kill's scope: a
   * process that can't store a kill must not pick what it goes on sending.
   */
  void hold(KillCommand command) {
    notStored.put(command.commandId(), command);
  }

  /** The kill is stored: from now on the books say what it stops. */
  void letGo(String commandId) {
    notStored.remove(commandId);
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
