package dev.aurora.rules.fact;

/** Type of a value that a rule may read. */
public enum FactType {
  /** {@link java.math.BigDecimal}. */
  DECIMAL,
  /** {@code long}. */
  INTEGER,
  BOOLEAN,
  /** {@link String}, or an enum read by its name. */
  TEXT
}
