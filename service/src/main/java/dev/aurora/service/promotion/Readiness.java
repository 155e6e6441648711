package dev.aurora.service.promotion;

import java.util.Optional;

/** Port to the readiness scorecard. */
@FunctionalInterface
public interface Readiness {

  /**
   * How ready it is.
   *
   * @param done items whose evidence is there, green and young enough
   * @param everyGateGreen every gate that a promotion needs was judged, no gate's last verdict is
   *     red, and the newest drill saw each of them turn red
   */
  record Count(long done, boolean everyGateGreen) {}

  /** Counted now; empty when nobody can count. */
  Optional<Count> count();
}
