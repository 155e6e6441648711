package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Holds when every adversarial strategy, feed and broker is stopped, and nothing is trapped. */
final class BreakersGate implements Gate {

  private final Attack attack;

  BreakersGate(Attack attack) {
    this.attack = attack;
  }

  /** Lets things go wrong against a policy. */
  @FunctionalInterface
  interface Attack {
    List<BreakerDrillRecord> play(Path policy) throws IOException;
  }

  @Override
  public String id() {
    return "breakers";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "strategies, feeds and a broker that go wrong are stopped within the policy's bounds";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(NightGates.policy(subject));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    List<BreakerDrillRecord> records = attack.play(NightGates.policy(subject));
    finding.evidence("scenarios", records.stream().map(BreakerDrillRecord::scenario).toList());
    if (records.isEmpty()) {
      finding.against("nothing was let go wrong");
    }
    for (BreakerDrillRecord record : records) {
      if (!record.stopped()) {
        finding.against(record.scenario() + ": " + record.finding());
      } else if (!record.passed()) {
        finding.against(record.scenario() + ": what is held can't be closed");
      }
    }
  }
}
