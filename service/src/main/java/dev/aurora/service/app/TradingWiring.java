package dev.aurora.service.app;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.breaker.BreakerPatrol;
import dev.aurora.service.breaker.BrokerPulse;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.ReplayedMarket;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.Pause;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.broker.reconciliation.Reconciler;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.action.ActionBooking;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.killswitch.DeadManSwitch;
import dev.aurora.service.killswitch.KillRecorder;
import dev.aurora.service.killswitch.KillVariable;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.killswitch.LatchRelease;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.order.CheckRequests;
import dev.aurora.service.order.OrderExecutions;
import dev.aurora.service.order.OrderIntake;
import dev.aurora.service.order.OrderResolution;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.service.reconcile.AfterAnOutage;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.reconcile.ReconciliationSchedule;
import dev.aurora.service.release.KillConfirmations;
import dev.aurora.service.release.KillPage;
import dev.aurora.service.release.KillRelease;
import dev.aurora.service.release.KillStandings;
import dev.aurora.service.release.ReleaseObstacles;
import dev.aurora.service.rollout.RolloutPatrol;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.BarMarks;
import dev.aurora.service.run.BarPrices;
import dev.aurora.service.run.CheckSituation;
import dev.aurora.service.run.CurrentStage;
import dev.aurora.service.run.OrderGrants;
import dev.aurora.service.run.RunPlanning;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.session.SessionActions;
import dev.aurora.service.session.SessionRoll;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.workflows.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What trades is built here: kill switch, breakers, reconciliation, broker, orders. */
@ApplicationScoped
public class TradingWiring {

  private static final Logger LOG = LoggerFactory.getLogger(TradingWiring.class);

  // Kill switch

  @Produces
  @Singleton
  KillWatch killWatch(Settings settings, Clock clock) {
    Optional<String> variable = KillVariable.reason(settings.killVariable());
    String process = ProcessHandle.current().pid() + "/" + clock.instant();
    Optional<DeadManSwitch> deadMan =
        Optional.ofNullable(settings.deadMan())
            .map(limit -> new DeadManSwitch(settings.home(), limit, clock));
    return new KillWatch(settings.killFiles(), variable, process, deadMan);
  }

  @Produces
  @Singleton
  ExitBook exitBook(@Named("journal") Database database) {
    return new ExitBook(database);
  }

  @Produces
  @Singleton
  LastStepGuard guard(KillWatch watch, ControlStore store, ExitBook exits) {
    return new LastStepGuard(watch, store, exits);
  }

  @Produces
  @Singleton
  LatchRelease latchRelease(ControlStore store, Accounts accounts, Clock clock) {
    return new LatchRelease(store, accounts, clock);
  }

  @Produces
  @Singleton
  KillConfirmations killConfirmations(
      @Named("journal") Database database,
      ControlStore store,
      KillSweep sweep,
      Approvals approvals) {
    return new KillConfirmations(database, store, sweep, approvals);
  }

  @Produces
  @Singleton
  KillRelease killRelease(
      ControlStore store,
      LatchRelease reducing,
      KillWatch watch,
      Breaks breaks,
      KillSweep sweep,
      KillConfirmations confirmations,
      Approvals approvals,
      Clock clock) {
    return new KillRelease(
        store,
        reducing,
        new ReleaseObstacles(watch, breaks, sweep, confirmations),
        approvals,
        clock);
  }

  @Produces
  @Singleton
  KillStandings killStandings(
      ControlStore store, KillSweep sweep, KillConfirmations confirmations, Approvals approvals) {
    return new KillStandings(store, sweep, confirmations, approvals);
  }

  @Produces
  @Singleton
  KillRecorder killRecorder(WorkflowClient client, Settings settings, KillStandings standings) {
    return new KillRecorder(client, WorkflowIds.killSwitch(settings.prefix()), standings::now);
  }

  @Produces
  @Singleton
  KillPage killPage(WorkflowClient client, Settings settings) {
    return new KillPage(client, WorkflowIds.killSwitch(settings.prefix()));
  }

  void close(@Disposes KillPage page) {
    page.stop();
  }

  void close(@Disposes KillRecorder recorder) {
    recorder.stop();
  }

  // Breakers

  @Produces
  @Singleton
  BreakerDesk breakerDesk(
      @Named("journal") Database database,
      PolicyEngine engine,
      BarMarket market,
      TradingCalendar calendar,
      RolloutPatrol rollout,
      Clock clock) {
    return new BreakerDesk(
        database,
        engine,
        new BarMarks(market, calendar),
        () -> new BreakerFacts.Control(rollout.stage().orElse(null), TradingMode.PAPER),
        clock);
  }

  @Produces
  @Singleton
  BreakerPatrol breakerPatrol(
      BreakerDesk desk, Broker broker, Clock clock, AfterAnOutage afterAnOutage) {
    BrokerPulse pulse =
        new BrokerPulse(broker, clock, afterAnOutage, DaemonTimer.named("broker-is-back"));
    return new BreakerPatrol(desk, pulse, Wiring.VENUE);
  }

  void close(@Disposes BreakerPatrol patrol) {
    patrol.stop();
  }

  // Reconciliation

  @Produces
  @Singleton
  ReconciliationDesk reconciliationDesk(
      Accounts accounts,
      JournalQueries queries,
      OrderJournal journal,
      Broker broker,
      BreakerDesk breakers,
      MarketClocks clocks) {
    return new ReconciliationDesk(
        accounts,
        queries,
        new CatchUp(journal, broker),
        new Reconciler(queries, accounts, broker),
        breakers,
        clocks);
  }

  @Produces
  @Singleton
  ReconciliationSchedule reconciliationSchedule(WorkflowServiceStubs stubs, Settings settings) {
    return new ReconciliationSchedule(
        ScheduleClient.newInstance(stubs, settings.temporal().schedules()), settings.prefix());
  }

  @Produces
  @Singleton
  AfterAnOutage afterAnOutage(ReconciliationSchedule schedule, ReconciliationDesk desk) {
    return new AfterAnOutage(schedule, desk);
  }

  // Sessions

  @Produces
  @Singleton
  MarketClocks marketClocks(@Named("journal") Database database, Clock clock) {
    return new MarketClocks(database, clock);
  }

  @Produces
  @Singleton
  SessionRoll sessionRoll(
      TradingCalendar calendar,
      CorporateActions actions,
      BarMarket market,
      Broker broker,
      OrderJournal journal,
      JournalQueries queries,
      BreakerDesk breakers,
      ReconciliationDesk reconciliation,
      MarketClocks clocks,
      @Named("journal") Database database,
      Clock clock) {
    ReplayedMarket replayed =
        broker instanceof ReplayedMarket itself ? itself : ReplayedMarket.ITS_OWN;
    return new SessionRoll(
        calendar,
        replayed,
        clocks,
        journal,
        queries,
        new CatchUp(journal, broker),
        breakers,
        new SessionActions(
            actions, calendar, replayed, new ActionBooking(database, clock), market::actionTerms),
        reconciliation,
        (step, account, session) -> LOG.debug("{}: {} at {}", account, step, session));
  }

  // Broker and orders

  @Produces
  @Singleton
  PaperLedger ledger(@Named("ledger") Database database) {
    return new PaperLedger(database);
  }

  @Produces
  @Singleton
  Broker broker(
      @Named("ledger") Database database,
      BarStore bars,
      TradingCalendar calendar,
      Settings settings) {
    Path faults = settings.drillFaults();
    return new PaperBroker(
        database,
        PaperTerms.shipped(),
        new BarPrices(bars, calendar),
        faults == null ? BrokerFaults.NONE : new FaultFile(faults),
        Pause.SLEEP);
  }

  @Produces
  @Singleton
  OrderSender sender(OrderJournal journal, Broker broker, LastStepGuard guard) {
    return new OrderSender(journal, broker, guard);
  }

  @Produces
  @Singleton
  OrderResolution resolution(OrderJournal journal, Broker broker) {
    return new OrderResolution(journal, broker);
  }

  @Produces
  @Singleton
  OrderExecutions executions(WorkflowClient client, Settings settings) {
    return new OrderExecutions(client, settings.prefix());
  }

  @Produces
  @Singleton
  OrderIntake intake(
      Accounts accounts,
      RunStore runs,
      GateEvidence evidence,
      BarMarket market,
      TradingCalendar calendar,
      CurrentStage stage,
      Settings settings) {
    return new OrderIntake(accounts, runs, evidence, market, calendar, stage, settings.prefix());
  }

  @Produces
  @Singleton
  CheckSituation situation(
      KillWatch watch, Strategies strategies, OrderGrants grants, Clock clock) {
    return new CheckSituation(watch, strategies, grants, clock);
  }

  @Produces
  @Singleton
  CheckRequests checkRequests(
      JournalQueries queries, PolicyEngine engine, BarMarket market, CheckSituation situation) {
    return new CheckRequests(queries, engine, market, situation);
  }

  @Produces
  @Singleton
  RunPlanning planning(
      JournalQueries queries, BarMarket market, TradingCalendar calendar, Strategies strategies) {
    return new RunPlanning(queries, market, calendar, strategies, Wiring.VENUE);
  }
}
