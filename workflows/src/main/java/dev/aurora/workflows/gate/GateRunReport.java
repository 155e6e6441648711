package dev.aurora.workflows.gate;

import java.util.List;

/** What a run of gates found, gate by gate. */
public record GateRunReport(List<Judged> gates) {

  public GateRunReport {
    gates = List.copyOf(gates);
  }

  /**
   * One gate.
   *
   * @param reasons why not; empty when green
   */
  public record Judged(String gate, boolean green, List<String> reasons, long millis) {

    public Judged {
      reasons = List.copyOf(reasons);
    }
  }

  /** Whether there were gates and every one was green. */
  public boolean green() {
    return !gates.isEmpty() && gates.stream().allMatch(Judged::green);
  }
}
