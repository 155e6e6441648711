package dev.aurora.service.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells builds of Aurora apart: a digest of the program that runs.
 *
 * @param text twelve hexadecimal digits
 */
public record BuildId(String text) {

  private static final int LENGTH = 12;

  /**
   * The build that these classes were loaded from, each standing for its module.
   *
   * @throws UncheckedIOException when the program can't be read
   */
  public static BuildId of(Class<?>... modules) {
    MessageDigest digest = sha256();
    for (Class<?> module : modules) {
      for (Path file : files(home(module))) {
        digest.update(
            file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(content(file));
      }
    }
    return new BuildId(HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH));
  }

  private static Path home(Class<?> module) {
    CodeSource source = module.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("nobody knows where " + module + " was loaded from");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException notAFile) {
      throw new IllegalStateException(notAFile);
    }
  }

  private static List<Path> files(Path home) {
    if (Files.isRegularFile(home)) {
      return List.of(home);
    }
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
