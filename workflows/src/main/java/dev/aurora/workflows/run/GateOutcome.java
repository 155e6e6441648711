package dev.aurora.workflows.run;

import dev.aurora.rules.fact.GateLevel;
import java.util.List;
import java.util.Objects;

/**
 * What the gates say of a run's artifacts.
 *
 * @param level the highest level of which every gate is green
 * @param red each red gate with its reasons, for a person; empty when all are green
 */
public record GateOutcome(GateLevel level, List<String> red) {

  public GateOutcome {
    Objects.requireNonNull(level, "level");
    red = List.copyOf(red);
    if ((level == GateLevel.NONE) == red.isEmpty()) {
      throw new IllegalArgumentException("level " + level + " does not go with red gates " + red);
    }
  }

  /** Of a run that no gate has judged: its orders are checked as if a gate were red. */
  static GateOutcome notJudged(String why) {
    return new GateOutcome(GateLevel.NONE, List.of("not judged: " + why));
  }
}
