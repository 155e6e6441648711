package dev.aurora.service.night;

import dev.aurora.workflows.gate.GateRunReport;
import java.util.List;

/**
 * A run of gates as it stands.
 *
 * @param id of its workflow
 * @param state {@code RUNNING}, {@code GREEN}, {@code RED} or {@code FAILED}
 * @param gates judged; empty while it runs
 */
public record GateRunView(String id, String state, List<GateRunReport.Judged> gates) {

  public GateRunView {
    gates = List.copyOf(gates);
  }
}
