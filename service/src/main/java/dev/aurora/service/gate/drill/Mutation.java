package dev.aurora.service.gate.drill;

import java.util.Locale;
import java.util.Objects;

/**
 * One way to spoil a copy of artifacts.
 *
 * @param gate gate that must notice
 * @param name what it does, in words
 * @param base what the copy is before it is spoilt
 * @param spoil does it
 * @param expectedRed false for a control, which must stay green
 */
record Mutation(String gate, String name, Base base, Spoiler spoil, boolean expectedRed) {

  /** What a copy is before it is spoilt; each must be green as it is. */
  enum Base {
    /** The folder of a run. */
    RUN,
    /** The folder of a run whose daily bars were turned into quarter hours of a half day. */
    INTRADAY,
    /** The same on the first session of summer time, 2012-03-12: 13:30 to 20:00 UTC. */
    SUMMER_TIME_BEGINS,
    /** The same on the first session after summer time, 2012-11-05: 14:30 to 21:00 UTC. */
    SUMMER_TIME_ENDS,
    /** A golden folder: manifest, read-only. */
    GOLDEN;

    /** As a table says it. */
    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Changes a copy. */
  @FunctionalInterface
  interface Spoiler {
    void spoil(ArtifactCopy copy) throws Exception;
  }

  Mutation {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(spoil, "spoil");
  }

  static Mutation red(String gate, Base base, String name, Spoiler spoil) {
    return new Mutation(gate, name, base, spoil, true);
  }

  static Mutation control(String gate, Base base, String name, Spoiler spoil) {
    return new Mutation(gate, name, base, spoil, false);
  }
}
