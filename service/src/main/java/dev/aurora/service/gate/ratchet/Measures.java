package dev.aurora.service.gate.ratchet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, by the name of its threshold; true is 1, false is 0. What could not be
 * measured is there with the reason, and is never taken for good.
 */
public final class Measures {

  private final Map<String, Double> values = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();

  /** A figure; one that is not a number is missing. */
  public Measures put(String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value);
      return this;
    }
    return missing(name, "it is " + value);
  }

  /** Whether something holds. */
  public Measures put(String name, boolean holds) {
    return put(name, holds ? 1 : 0);
  }

  /** A figure that may not be there. */
  public Measures put(String name, @Nullable Double value, String otherwise) {
    return value == null ? missing(name, otherwise) : put(name, value);
  }

  /** What could not be measured, and why. */
  public Measures missing(String name, String why) {
    values.remove(name);
    missing.put(name, Objects.requireNonNull(why, "why"));
    return this;
  }

  /** The figure, or null when there is none. */
  public @Nullable Double value(String name) {
    return values.get(name);
  }

  /** Why there is no figure. */
  public String why(String name) {
    return missing.getOrDefault(name, "nobody measures it");
  }

  /** All figures, in the order in which they were measured. */
  public Map<String, Double> values() {
    return Map.copyOf(values);
  }
}
