package dev.aurora.service.e2d;

import java.util.Locale;

/** The stages of a run, in order; each one ends with a checkpoint. */
public enum E2dStage {
  /** The bars known at the as-of are cut out and named by digest. */
  BARS,
  /** DataSanity judges them; a failure ends the run. */
  SANITY,
  /** Features as float32, and the proof that none looks ahead. */
  FEATURES,
  /** The model scores the trailing rows, one by one. */
  MODEL,
  /** Predictions become target positions. */
  DECISIONS,
  /** Summary, metrics and trace. */
  ARTIFACTS;

  /** Name in trace and checkpoint. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
