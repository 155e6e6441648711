package dev.aurora.service.person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes tokens and ids that can't be guessed. A token is the person's name, a dot and 256 random
 * bits. Such a token needs no slow hash: nobody tries 2^256 of them. Thread-safe.
 */
public final class Secrets {

  private static final int TOKEN_BYTES = 32;
  private static final int ID_BYTES = 16;

  private final SecureRandom random;

  public Secrets(SecureRandom random) {
    this.random = random;
  }

  /** A new token of this person. */
  String token(String person) {
    return person
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
  }

  /** A new id. */
  String id() {
    return HexFormat.of().formatHex(bytes(ID_BYTES));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Whom a token claims to be of; proven only by its digest. */
  public static String claimedName(String token) {
    int dot = token.indexOf('.');
    return dot < 0 ? "" : token.substring(0, dot);
  }

  /** What the books keep of a token, in hex. */
  static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether a token is the one of this digest, in a time that tells nothing of how near it was. */
  static boolean fits(String token, String digest) {
    return MessageDigest.isEqual(
        digest(token).getBytes(StandardCharsets.US_ASCII),
        digest.getBytes(StandardCharsets.US_ASCII));
  }
}
