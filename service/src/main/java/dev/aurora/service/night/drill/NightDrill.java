package dev.aurora.service.night.drill;

import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.drill.DrillRecord;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * One way to spoil what a gate judges.
 *
 * @param gate that must notice
 * @param mutation what it does, in words
 * @param expectedRed false for a control, which must stay green
 * @param judged what came of it
 */
record NightDrill(String gate, String mutation, boolean expectedRed, Judged judged) {

  /** Spoils and lets the gate judge. */
  @FunctionalInterface
  interface Judged {
    /**
     * @throws IOException when a copy can't be made or spoilt
     */
    GateVerdict verdict() throws IOException;
  }

  static NightDrill red(String gate, String mutation, Judged judged) {
    return new NightDrill(gate, mutation, true, judged);
  }

  static NightDrill control(String gate, String mutation, Judged judged) {
    return new NightDrill(gate, mutation, false, judged);
  }

  DrillRecord play() throws IOException {
    GateVerdict verdict = judged.verdict();
    return new DrillRecord(gate, mutation, expectedRed, !verdict.green(), verdict.reasons());
  }

  /** Judges as a night does: what is missing, and every exception, is a reason against. */
  static GateVerdict judge(Gate gate, GateSubject subject) {
    return new Gates(List.of(gate), System::nanoTime)
        .run(gate.level(), subject, Set.of())
        .getFirst();
  }
}
