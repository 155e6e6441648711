package dev.aurora.service.app;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.breaker.BreakerPatrol;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.decision.AnchorPatrol;
import dev.aurora.service.killswitch.KillCanary;
import dev.aurora.service.killswitch.KillPatrol;
import dev.aurora.service.killswitch.KillRecorder;
import dev.aurora.service.promotion.PromotionPatrol;
import dev.aurora.service.reconcile.FirstReconciliation;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.reconcile.ReconciliationSchedule;
import dev.aurora.service.rollout.RolloutPatrol;
import dev.aurora.service.ruleset.RuleSetPatrol;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.session.SessionRoll;
import dev.aurora.service.sweep.KillFlatten;
import dev.aurora.service.sweep.KillSweep;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must stand before the first order: books, rules, market, the kill switch, then the workers.
 */
@ApplicationScoped
public class StartUp {

  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
  private static final String CURRENCY = "USD";

  private final Accounts accounts;
  private final Strategies strategies;
  private final PolicyEngine engine;
  private final BarMarket market;
  private final Broker broker;
  private final KillPatrol patrol;
  private final KillRecorder recorder;
  private final RolloutPatrol rollout;
  private final RuleSetPatrol ruleSets;
  private final BreakerPatrol breakers;
  private final ReconciliationDesk reconciliation;
  private final ReconciliationSchedule schedule;
  private final SessionRoll roll;
  private final KillSweep sweep;
  private final KillCanary canary;
  private final KillFlatten flatten;
  private final AnchorPatrol anchors;
  private final WorkerHost workers;
  private final PromotionPatrol promotions;

  @Inject
  public StartUp(
      Accounts accounts,
      Strategies strategies,
      PolicyEngine engine,
      BarMarket market,
      Broker broker,
      KillPatrol patrol,
      KillRecorder recorder,
      RolloutPatrol rollout,
      RuleSetPatrol ruleSets,
      BreakerPatrol breakers,
      ReconciliationDesk reconciliation,
      ReconciliationSchedule schedule,
      SessionRoll roll,
      KillSweep sweep,
      KillCanary canary,
      KillFlatten flatten,
      AnchorPatrol anchors,
      WorkerHost workers,
      PromotionPatrol promotions) {
    this.accounts = accounts;
    this.strategies = strategies;
    this.engine = engine;
    this.market = market;
    this.broker = broker;
    this.patrol = patrol;
    this.recorder = recorder;
    this.rollout = rollout;
    this.ruleSets = ruleSets;
    this.breakers = breakers;
    this.reconciliation = reconciliation;
    this.schedule = schedule;
    this.roll = roll;
    this.sweep = sweep;
    this.canary = canary;
    this.flatten = flatten;
    this.anchors = anchors;
    this.workers = workers;
    this.promotions = promotions;
  }

  /** For the client proxy. */
  protected StartUp() {
    this(
        unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread(),
        unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread(),
        unread());
  }

  /** Throws whatever keeps the service from being trusted with an order. */
  void run() {
    strategies
        .all()
        .forEach(
            known ->
                accounts.open(
                    known.strategy().account().id(), CURRENCY, PaperTerms.shipped().openingCash()));
    anchors.start();
    patrol.start();
    rollout.start();
    ruleSets.start();
    new FirstReconciliation(reconciliation, roll::resume).await();
    breakers.start();
    sweep.start();
    flatten.start();
    workers.start();
    recorder.start();
    rollout.tell();
    ruleSets.tell();
    promotions.start();
    schedule.start();
    schedule.now();
    canary.start();
    LOG.info(
        "rule set {}, bars up to {}, broker {}",
        engine.ruleSetDigest(),
        market.newestDecidable(),
        broker.name());
  }

  @PreDestroy
  void stop() {
    schedule.stop();
  }
}
