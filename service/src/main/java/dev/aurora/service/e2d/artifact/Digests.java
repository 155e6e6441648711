package dev.aurora.service.e2d.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 digests, written {@code sha256:<64 hex digits>}. An instance builds one digest from
 * several parts, each prefixed with its length so that no two lists of parts look alike; it belongs
 * to one thread.
 */
public final class Digests {

  private static final String PREFIX = "sha256:";

  private final MessageDigest digest = sha256();

  /** Digest of some bytes. */
  public static String of(byte[] bytes) {
    return PREFIX + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Digest of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Digest of a file's content. */
  public static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return PREFIX + HexFormat.of().formatHex(digest.digest());
  }

  /** Adds a part. */
  public Digests add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a part. */
  public Digests add(byte[] part) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).flip());
    digest.update(part);
    return this;
  }

  /** The digest of all parts; the instance is spent. */
  public String finish() {
    return PREFIX + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
