package dev.aurora.service.night;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.service.drill.BreakerDrill;
import dev.aurora.service.drill.BreakerDrillRecord;
import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.kill.KillDrill;
import dev.aurora.service.drill.kill.KillDrillRecord;
import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The gates of level L1 that look at what Aurora does. They let real things go wrong on books and
 * folders of their own; only {@code reconciliation} asks the installation. Immutable.
 */
public final class NightGates {

  private static final int KILL_ORDERS = 300;
  private static final int KILL_ROUNDS = 30;

  private final TradingCalendar calendar;
  private final Clock clock;
  private final Crashes crashes;
  private final ReconciliationGate.Comparison comparison;

  /**
   * @param clock wall time, of which seeds come too: another night, other moments
   * @param crashes kills processes under load
   * @param comparison asks the installation to compare books and broker
   */
  public NightGates(
      TradingCalendar calendar,
      Clock clock,
      Crashes crashes,
      ReconciliationGate.Comparison comparison) {
    this.calendar = calendar;
    this.clock = clock;
    this.crashes = crashes;
    this.comparison = comparison;
  }

  /** Kills service, server and broker link under load, with real processes. */
  @FunctionalInterface
  public interface Crashes {
    /**
     * @throws IOException when there is no room for it
     */
    CrashReport play(long seed) throws IOException;
  }

  /** The gates, the quick ones first. */
  public List<Gate> gates() {
    return List.of(
        new ReconciliationGate(comparison),
        new MutationGate(),
        new BreakersGate(() -> BreakerDrill.scenarioNames(calendar), this::attack),
        new KillSwitchGate(this::kill, MachineLoad.here()),
        new IdempotencyGate(
            subject -> new StageKills(List.of(E2dStage.values())).play(subject),
            () -> crashes.play(clock.millis())));
  }

  /** Folder of the policy of a checkout. */
  static Path policy(GateSubject subject) throws IOException {
    return subject.checkoutFolder().resolve("rules").resolve("policy");
  }

  private List<BreakerDrillRecord> attack(Path policy) throws IOException {
    BreakerDrill drill = new BreakerDrill(load(policy), calendar, clock);
    return drill.run(drill.scenarioNames(), clock.millis());
  }

  private KillDrillRecord kill(Path policy) throws IOException {
    try (PolicyEngine engine = DroolsPolicyEngine.compile(load(policy), EngineSettings.untimed())) {
      return new KillDrill(engine, calendar, clock).run(KILL_ORDERS, KILL_ROUNDS, clock.millis());
    }
  }

  private static RuleSet load(Path policy) throws IOException {
    return switch (RuleSetLoader.shipped().load(policy)) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused ->
          throw new IOException("the policy has " + refused.problems().size() + " problems");
    };
  }
}
