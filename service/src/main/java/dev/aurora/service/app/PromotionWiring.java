package dev.aurora.service.app;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.promotion.CandidateFinder;
import dev.aurora.service.promotion.DeploymentGrants;
import dev.aurora.service.promotion.DossierFigures;
import dev.aurora.service.promotion.DossierWriter;
import dev.aurora.service.promotion.PassedGates;
import dev.aurora.service.promotion.PromotionBook;
import dev.aurora.service.promotion.PromotionEvidence;
import dev.aurora.service.promotion.PromotionPatrol;
import dev.aurora.service.promotion.PromotionRunner;
import dev.aurora.service.promotion.Promotions;
import dev.aurora.service.promotion.Readiness;
import dev.aurora.service.promotion.ScorecardReadiness;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.OrderGrants;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.scorecard.Scorecard;
import io.temporal.client.WorkflowClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What promotes a strategy is built here: its book, its evidence, its dossier, what it grants. */
@ApplicationScoped
public class PromotionWiring {

  private static final String ARTIFACTS = "artifacts";

  @Produces
  @Singleton
  PromotionBook promotionBook(@Named("journal") Database database, Clock clock) {
    return new PromotionBook(database, clock);
  }

  @Produces
  @Singleton
  PassedGates passedGates(EvidenceBook evidence) {
    return new PassedGates(evidence);
  }

  @Produces
  @Singleton
  OrderGrants orderGrants(PromotionBook book, PassedGates gates) {
    return new DeploymentGrants(book, gates);
  }

  @Produces
  @Singleton
  CandidateFinder candidates(
      Strategies strategies, RunStore runs, PolicyEngine engine, Settings settings) {
    return new CandidateFinder(strategies, runs, engine, settings.home().resolve(ARTIFACTS));
  }

  @Produces
  @Singleton
  Readiness readiness(Scorecard scorecard, EvidenceBook evidence) {
    return new ScorecardReadiness(scorecard, evidence);
  }

  @Produces
  @Singleton
  PromotionEvidence promotionEvidence(
      PromotionBook book,
      CandidateFinder candidates,
      PassedGates gates,
      GateEvidence ofRuns,
      EvidenceBook evidence,
      Readiness readiness,
      Breaks breaks,
      ControlStore control,
      KillWatch watch) {
    return new PromotionEvidence(
        book, candidates, gates, ofRuns, evidence, readiness, breaks, control, watch);
  }

  @Produces
  @Singleton
  DossierWriter dossiers(
      @Named("journal") Database database,
      JournalQueries queries,
      BarMarket market,
      CandidateFinder candidates,
      EvidenceBook evidence,
      PassedGates gates) {
    return new DossierWriter(
        new DossierFigures(database, queries, market), candidates, evidence, gates);
  }

  @Produces
  @Singleton
  PromotionRunner promotionRunner(WorkflowClient client, Settings settings) {
    return new PromotionRunner(client, settings.prefix());
  }

  void close(@Disposes PromotionRunner runner) {
    runner.stop();
  }

  @Produces
  @Singleton
  Promotions promotions(
      PromotionBook book,
      CandidateFinder candidates,
      Strategies strategies,
      PolicyEngine engine,
      Approvals approvals,
      PromotionRunner runner) {
    return new Promotions(book, candidates, strategies, engine, approvals, runner);
  }

  @Produces
  @Singleton
  PromotionPatrol promotionPatrol(Promotions promotions) {
    return new PromotionPatrol(promotions);
  }

  void close(@Disposes PromotionPatrol patrol) {
    patrol.stop();
  }
}
