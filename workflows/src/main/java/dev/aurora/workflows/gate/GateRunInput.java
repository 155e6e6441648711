package dev.aurora.workflows.gate;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a run of gates is asked to do.
 *
 * @param level {@code L1} or {@code L2}
 * @param asOf the night that it counts for, a date in UTC
 */
public record GateRunInput(String level, LocalDate asOf) {

  public GateRunInput {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(asOf, "asOf");
  }

  /** The id under which its verdicts stand in the evidence: {@code gate/L1/2026-11-30}. */
  public String evidenceId() {
    return "gate/" + level + "/" + asOf;
  }
}
