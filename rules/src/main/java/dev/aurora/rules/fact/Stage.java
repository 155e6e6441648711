package dev.aurora.rules.fact;

import java.util.Arrays;
import java.util.Optional;

/** Rollout stage of the production-readiness plan, in rising order; younger rules only monitor. */
public enum Stage {
  BASELINE("baseline"),
  WEEK_ONE("week-one"),
  WEEK_TWO("week-two");

  private final String word;

  Stage(String word) {
    this.word = word;
  }

  /** The word used in rules, JSON and search attributes. */
  public String word() {
    return word;
  }

  /** The stage of that word, or empty for any other text: a stage is never guessed. */
  public static Optional<Stage> ofWord(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word.equals(word)).findFirst();
  }
}
