package dev.aurora.service.night;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Holds when every adversarial strategy, feed and broker is stopped, and nothing is trapped. */
public final class BreakersGate implements Gate {

  private final Supplier<List<String>> scenarios;
  private final Attack attack;

  /**
   * @param scenarios names of all that must be let go wrong
   * @param attack the drill of the breakers
   */
  public BreakersGate(Supplier<List<String>> scenarios, Attack attack) {
    this.scenarios = scenarios;
    this.attack = attack;
  }

  /** Lets things go wrong against a policy. */
  @FunctionalInterface
  public interface Attack {
    /**
     * @throws IOException when the policy can't be loaded, or there is no room for it
     */
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
    } else {
      scenarios.get().stream()
          .filter(name -> records.stream().noneMatch(record -> record.scenario().equals(name)))
          .forEach(name -> finding.against(name + " was not let go wrong"));
    }
    records.forEach(record -> judge(record, finding));
  }

  /** By its figures too: what the drill concludes from them is not all that speaks for it. */
  private static void judge(BreakerDrillRecord record, Finding finding) {
    BigDecimal bound = record.bound();
    if (!record.stopped()) {
      finding.against(record.scenario() + ": " + record.finding());
    } else if (!record.passed()) {
      finding.against(record.scenario() + ": what is held can't be closed");
    } else if (record.tried() == 0) {
      finding.against(record.scenario() + ": nothing was tried");
    } else if (bound == null || record.observed().compareTo(bound) > 0) {
      finding.against(
          "%s: %s: %s, the bound is %s"
              .formatted(record.scenario(), record.measure(), record.observed(), bound));
    } else if (record.stoppedBy().isEmpty()) {
      finding.against(record.scenario() + ": nothing says what stopped it");
    }
  }
}
