package dev.aurora.service.gate.drill;

import java.util.List;
import java.util.Objects;

/**
 * What one drill showed.
 *
 * @param gate gate it was aimed at
 * @param mutation what was done to the copy
 * @param expectedRed false for a control: a change that must not turn the gate red
 * @param red whether the gate turned red
 * @param reasons what the gate said
 */
public record DrillRecord(
    String gate, String mutation, boolean expectedRed, boolean red, List<String> reasons) {

  public DrillRecord {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(mutation, "mutation");
    reasons = List.copyOf(reasons);
  }

  /** Whether the gate did what it must. */
  public boolean passed() {
    return expectedRed == red;
  }
}
