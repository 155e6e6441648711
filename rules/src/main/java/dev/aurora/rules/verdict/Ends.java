package dev.aurora.rules.verdict;

import java.util.Arrays;
import java.util.Optional;

/** How what a breaker did comes to its end. */
public enum Ends {
  /** A latch: a named person ends it and says the cause. */
  BY_A_PERSON("person"),
  /** A condition: it ends when its cause is gone and reconciliation is clean. */
  BY_ITSELF("by-itself");

  private final String word;

  Ends(String word) {
    this.word = word;
  }

  /** The word in rules and JSON. */
  public String word() {
    return word;
  }

  public static Optional<Ends> ofWord(String word) {
    return Arrays.stream(values()).filter(ends -> ends.word.equals(word)).findFirst();
  }
}
