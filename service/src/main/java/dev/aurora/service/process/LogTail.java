package dev.aurora.service.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The last lines of a log file, for an error message. */
public final class LogTail {

  /** More than a screen of long lines; a log of gigabytes is never read whole. */
  private static final int BYTES_MAX = 64 * 1024;

  private LogTail() {}

  /**
   * The last {@code lines} lines of {@code log}, each indented by four spaces; says so when there
   * is nothing to show.
   */
  public static String of(Path log, int lines) {
    if (!Files.exists(log)) {
      return "    (there is no log at " + log + ")";
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long start = Math.max(0, channel.size() - BYTES_MAX);
      ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - start));
      while (end.hasRemaining() && channel.read(end, start + end.position()) >= 0) {
        // Filled by the condition; a short read goes on where it stopped.
        continue;
      }
      List<String> all =
          new String(end.array(), 0, end.position(), StandardCharsets.UTF_8).lines().toList();
      List<String> tail = all.subList(Math.max(0, all.size() - lines), all.size());
      return tail.isEmpty()
          ? "    (the log " + log + " is empty)"
          : String.join("\n", tail.stream().map(line -> "    " + line).toList());
    } catch (IOException e) {
      return "    (the log " + log + " can't be read: " + e.getMessage() + ")";
    }
  }
}
