package dev.aurora.service.evidence;

import java.util.Locale;

/** What kind of thing shows that something holds. */
public enum EvidenceKind {
  /** A gate judged; subject {@code <level>/<gate>}. */
  GATE,
  /** Something was made to go wrong; subject is the drill's name, such as {@code rollback}. */
  DRILL,
  /** The tests of a class ran; subject is the class's full name. */
  TEST,
  /** A file of the project is there; subject is its path from the root. */
  FILE,
  /** A run's artifacts say so; subject is what was looked for. */
  ARTIFACT,
  /** A model's side-car says so; subject is what was looked for. */
  MODEL,
  /** A release or the build that it comes from; subject such as {@code build}. */
  RELEASE;

  /** As it is written in keys and in the books. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static EvidenceKind of(String word) {
    for (EvidenceKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of evidence: " + word);
  }
}
