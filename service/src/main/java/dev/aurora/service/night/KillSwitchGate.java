package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.kill.KillDrillRecord;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds when a kill under load lets nothing through, asks for every cancel in time, and is
 * confirmed only when the broker agrees.
 */
final class KillSwitchGate implements Gate {

  private final Kill kill;

  KillSwitchGate(Kill kill) {
    this.kill = kill;
  }

  /** Kills the firm while workers send. */
  @FunctionalInterface
  interface Kill {
    KillDrillRecord play(Path policy) throws IOException;
  }

  @Override
  public String id() {
    return "kill-switch";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "a kill under load lets nothing through, takes all back in time, confirms nothing early";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(NightGates.policy(subject));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    KillDrillRecord record = kill.play(NightGates.policy(subject));
    finding.evidence("seed", record.seed());
    finding.evidence("working", record.working());
    finding.evidence("requestedMillis", record.requestedMillis());
    finding.evidence("confirmedMillis", record.confirmedMillis());
    finding.evidence("races", record.races().rounds());
    finding.evidence("latestSendMillis", record.races().latestMillis());
    record.findings().forEach(finding::against);
    record.slow().forEach(finding::against);
    if (record.working() == 0 || record.races().rounds() == 0) {
      finding.against("the kill met no orders");
    }
  }
}
