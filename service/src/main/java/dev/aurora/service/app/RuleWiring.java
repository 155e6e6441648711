package dev.aurora.service.app;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Persons;
import dev.aurora.service.rollout.LiftedRules;
import dev.aurora.service.ruleset.ActiveRuleSets;
import dev.aurora.service.ruleset.ReleasePages;
import dev.aurora.service.ruleset.ReleaseProofs;
import dev.aurora.service.ruleset.ReleaseReports;
import dev.aurora.service.ruleset.ReleaseStore;
import dev.aurora.service.ruleset.ReleaseWorkflows;
import dev.aurora.service.ruleset.RuleReleases;
import dev.aurora.service.ruleset.RuleSetPatrol;
import dev.aurora.service.ruleset.RuleSetServices;
import dev.aurora.service.ruleset.RuleSetWorkers;
import dev.aurora.service.ruleset.ShadowRows;
import io.temporal.client.WorkflowClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Which rule set answers is built here, and what releases the next one. */
@ApplicationScoped
public class RuleWiring {

  /** Compiled at start, never inside an activity: its first second would look like a time-out. */
  @Produces
  @Singleton
  RuleSetServices ruleSets(
      @Named("journal") Database database, ReleasePages pages, Settings settings, Clock clock) {
    String worker = ProcessHandle.current().pid() + "/" + clock.instant();
    return RuleSetServices.of(database, settings.rules(), pages, worker, clock);
  }

  void close(@Disposes RuleSetServices ruleSets) {
    ruleSets.close();
  }

  @Produces
  @Singleton
  PolicyEngine engine(RuleSetServices ruleSets) {
    return ruleSets.active();
  }

  @Produces
  @Singleton
  RuleSetPatrol patrol(RuleSetServices ruleSets) {
    return ruleSets.patrol();
  }

  @Produces
  @Singleton
  ReleaseStore releaseStore(RuleSetServices ruleSets) {
    return ruleSets.store();
  }

  @Produces
  @Singleton
  RuleSetWorkers ruleSetWorkers(RuleSetServices ruleSets) {
    return ruleSets.workers();
  }

  @Produces
  @Singleton
  LiftedRules liftedRules(RuleSetServices ruleSets) {
    ActiveRuleSets active = ruleSets.active();
    return new LiftedRules(active::ruleSet);
  }

  @Produces
  @Singleton
  ShadowRows shadowRows(@Named("journal") Database database, Clock clock) {
    return new ShadowRows(database, clock);
  }

  @Produces
  @Singleton
  ReleaseProofs releaseProofs(@Named("journal") Database database) {
    return new ReleaseProofs(database);
  }

  @Produces
  @Singleton
  RuleReleases ruleReleases(
      ReleaseStore store, ReleaseProofs proofs, Approvals approvals, Persons persons) {
    return new RuleReleases(store, proofs, approvals, persons);
  }

  @Produces
  @Singleton
  ReleaseReports releaseReports(
      ReleaseStore store,
      RuleSetWorkers workers,
      ShadowRows shadows,
      Settings settings,
      Clock clock) {
    return new ReleaseReports(store, workers, shadows, settings.rules(), clock);
  }

  @Produces
  @Singleton
  ReleasePages releasePages(WorkflowClient client, Settings settings) {
    return new ReleasePages(client, settings.prefix());
  }

  @Produces
  @Singleton
  ReleaseWorkflows releaseWorkflows(WorkflowClient client, ReleaseStore store, Settings settings) {
    return new ReleaseWorkflows(client, store, settings.prefix());
  }
}
