package dev.aurora.rules.engine;

import dev.aurora.rules.language.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The name of a rule set: what was signed is what runs, to the byte. */
final class RuleSetDigest {

  private RuleSetDigest() {}

  /** {@code sha256:<hex>} over paths and contents, each preceded by its length, by path. */
  static String of(List<SourceFile> files) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    files.stream()
        .sorted(Comparator.comparing(SourceFile::path))
        .forEach(
            file -> {
              add(sha256, file.path());
              add(sha256, file.text());
            });
    return "sha256:" + HexFormat.of().formatHex(sha256.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
    digest.update(bytes);
  }
}
