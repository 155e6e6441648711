package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.service.journal.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;

/**
 * What one process needs to answer by the rule set in force: built together, closed together.
 * Thread-safe.
 *
 * @param active answers
 * @param patrol keeps it ready; start it before the first check
 */
public record RuleSetServices(
    ReleaseStore store, RuleSetWorkers workers, ActiveRuleSets active, RuleSetPatrol patrol)
    implements AutoCloseable {

  /** As production does. */
  public static RuleSetServices of(
      Database database, Path folder, ReleasePages pages, String worker, Clock clock) {
    return of(database, folder, pages, worker, clock, DroolsPolicyEngine::compile);
  }

  /**
   * Books that name a rule set, which is compiled and warm when this returns.
   *
   * @param folder of the policy that books without a rule set adopt
   * @param worker name of this process in the books
   * @param compile makes engines
   */
  public static RuleSetServices of(
      Database database,
      Path folder,
      ReleasePages pages,
      String worker,
      Clock clock,
      Function<RuleSet, PolicyEngine> compile) {
    ReleaseStore store = new ReleaseStore(database, clock);
    new RuleSetStart(store, folder).ensure();
    LoadedRuleSets loaded = new LoadedRuleSets(compile);
    ShadowBoard board = new ShadowBoard(System::nanoTime);
    ActiveRuleSets active = new ActiveRuleSets(store, loaded, board, clock);
    RuleSetWorkers workers = new RuleSetWorkers(database, clock);
    ShadowWatch shadow =
        new ShadowWatch(store, board, new ShadowRows(database, clock), worker, clock);
    RuleSetPatrol patrol =
        new RuleSetPatrol(store, active, loaded, workers, shadow, pages, worker, clock);
    patrol.look();
    return new RuleSetServices(store, workers, active, patrol);
  }

  @Override
  public void close() {
    patrol.close();
    active.close();
  }
}
