package dev.aurora.rules.engine;

import dev.aurora.rules.language.PolicyReader;
import dev.aurora.rules.language.Problem;
import dev.aurora.rules.language.ProblemCode;
import dev.aurora.rules.language.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The .drl files of a policy folder, read once: what is checked, signed and run is one text.
 *
 * @param sources by path
 * @param problems of files that can't be read
 */
record PolicyFiles(List<SourceFile> sources, List<Problem> problems) {

  /** Bytes beyond which a file isn't read at all. */
  private static final long BYTES_MAX = 4L * PolicyReader.FILE_LENGTH_MAX;

  private static final int DEPTH_MAX = 8;

  PolicyFiles {
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  static PolicyFiles read(Path folder) {
    List<SourceFile> sources = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder, DEPTH_MAX)) {
      for (Path path : found.filter(path -> !path.equals(folder)).toList()) {
        if (isRules(path)) {
          read(folder, path, sources, problems);
        } else if (Files.isSymbolicLink(path) && Files.isDirectory(path)) {
          problems.add(
              unreadable(
                  relative(folder, path), "This folder is a link: its rules would not be read."));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      problems.add(unreadable(folder.toString(), "The policy folder can't be read: " + e + "."));
    }
    sources.sort(Comparator.comparing(SourceFile::path));
    return new PolicyFiles(sources, problems);
  }

  private static boolean isRules(Path path) {
    return path.getFileName() != null
        && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".drl");
  }

  private static void read(
      Path folder, Path path, List<SourceFile> sources, List<Problem> problems) {
    String name = relative(folder, path);
    try {
      // A link could show one text to the reader and another to the engine a moment later.
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(unreadable(name, "This isn't a regular file."));
      } else if (Files.size(path) > BYTES_MAX) {
        problems.add(unreadable(name, "The file is too large to be read."));
      } else {
        sources.add(new SourceFile(name, utf8(Files.readAllBytes(path))));
      }
    } catch (CharacterCodingException e) {
      problems.add(unreadable(name, "The file isn't text in UTF-8."));
    } catch (IOException e) {
      problems.add(unreadable(name, "The file can't be read: " + e + "."));
    }
  }

  private static String relative(Path folder, Path path) {
    return folder.relativize(path).toString().replace('\\', '/');
  }

  /** Strict: a wrong byte is refused, not replaced. */
  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Problem unreadable(String file, String message) {
    return Problem.ofFile(
        ProblemCode.UNREADABLE_FILE, file, message, "Save it as plain text in UTF-8.");
  }
}
