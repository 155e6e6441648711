package dev.aurora.rules.fact;

/** Where a quote comes from, which decides how its age is measured. */
public enum QuoteSource {
  LIVE,
  BAR
}
