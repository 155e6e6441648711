package dev.aurora.service.drill;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Lets strategies, feeds and a broker go wrong against a policy, each on books, broker and ledger
 * of its own in a temporary folder that is gone afterwards, and tells how far each got. Nothing of
 * an installation is touched. Thread-safe.
 */
public final class BreakerDrill {

  private static final int RUNAWAY_ORDERS = 10_000;

  private final RuleSet ruleSet;
  private final TradingCalendar calendar;
  private final Clock clock;

  /**
   * @param clock wall time
   */
  public BreakerDrill(RuleSet ruleSet, TradingCalendar calendar, Clock clock) {
    this.ruleSet = ruleSet;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Names of all scenarios, in the order in which they are played. */
  public List<String> scenarioNames() {
    return scenarioNames(calendar);
  }

  /** The same, whatever the policy. */
  public static List<String> scenarioNames(TradingCalendar calendar) {
    return scenarios(calendar, RUNAWAY_ORDERS).stream().map(Scenario::name).toList();
  }

  /**
   * Plays scenarios.
   *
   * @param names which of them
   * @param seed of the orders' symbols, sizes and prices
   * @throws IOException when the temporary folder can't be written or removed
   */
  public List<BreakerDrillRecord> run(Collection<String> names, long seed) throws IOException {
    // What the policy decides is drilled, not how slow the machine is.
    try (PolicyEngine engine = DroolsPolicyEngine.compile(ruleSet, EngineSettings.untimed())) {
      List<BreakerDrillRecord> records = new ArrayList<>();
      for (Scenario scenario : scenarios(RUNAWAY_ORDERS)) {
        if (names.contains(scenario.name())) {
          records.add(play(scenario, engine, seed));
        }
      }
      return records;
    }
  }

  /**
   * @param runawayOrders orders of the runaway strategy
   */
  List<Scenario> scenarios(int runawayOrders) {
    return scenarios(calendar, runawayOrders);
  }

  private static List<Scenario> scenarios(TradingCalendar calendar, int runawayOrders) {
    return new Scenarios(new DrillMarket(calendar), runawayOrders).all();
  }

  /** Plays one scenario on an engine of the caller's. */
  BreakerDrillRecord play(Scenario scenario, PolicyEngine engine, long seed) throws IOException {
    BoundLimits limits =
        engine
            .limits()
            .bind(
                scenario.entry().account(),
                scenario.entry().strategy(),
                scenario.entry().symbol(),
                scenario.entry().modelVersion(),
                scenario.entry().venue());
    Path folder = Files.createTempDirectory("aurora-drill-");
    try (DrillDesk desk = new DrillDesk(folder, engine, clock)) {
      return new ScenarioRun(scenario, desk, limits).play(new SplittableRandom(seed));
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
