package dev.aurora.service.e2d.feature;

/** Which corporate actions a feature may know. */
public enum FeatureMode {
  /** Only those in effect at the row's own bar: what live trading knows; never changes later. */
  AS_OF,
  /** All of them, also later ones: only to hold against features computed with hindsight. */
  FULL_HISTORY
}
