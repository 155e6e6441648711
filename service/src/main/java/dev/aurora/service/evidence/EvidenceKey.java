package dev.aurora.service.evidence;

import java.util.Objects;

/**
 * What a piece of evidence is about: {@code gate/L1/mutation}, {@code drill/crash}, {@code
 * file/ops-runbooks/red-night.md}.
 */
public record EvidenceKey(EvidenceKind kind, String subject) {

  private static final int SUBJECT_MAX = 300;

  public EvidenceKey {
    Objects.requireNonNull(kind, "kind");
    if (subject.isBlank() || subject.length() > SUBJECT_MAX) {
      throw new IllegalArgumentException(
          "a subject has 1 to " + SUBJECT_MAX + " characters: '" + subject + "'");
    }
  }

  /**
   * Reads {@code kind/subject}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EvidenceKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("expected kind/subject, not '" + text + "'");
    }
    return new EvidenceKey(EvidenceKind.of(text.substring(0, slash)), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return kind.word() + "/" + subject;
  }
}
