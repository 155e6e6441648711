package dev.aurora.rules.engine;

import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.util.List;

/** Breaches that no rule finds: the engine itself can't stand for its answer. */
final class EngineBreach {

  private EngineBreach() {}

  /**
   * @param code such as {@code engine.error}; what stands before the dot is its control
   */
  static Breach of(String code, String rule, Consequence then, String message) {
    return new Breach(
        code.substring(0, code.indexOf('.')),
        code,
        rule,
        then,
        Mode.ENFORCE,
        null,
        null,
        null,
        null,
        List.of(),
        message,
        null);
  }
}
