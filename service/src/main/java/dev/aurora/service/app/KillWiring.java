package dev.aurora.service.app;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.KillReceipts;
import dev.aurora.service.killswitch.CanaryWays;
import dev.aurora.service.killswitch.KillCanary;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.order.AccountTime;
import dev.aurora.service.order.CheckRequests;
import dev.aurora.service.order.ManualExits;
import dev.aurora.service.order.OrderIntake;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.BarMarks;
import dev.aurora.service.sweep.FlattenChecks;
import dev.aurora.service.sweep.FlattenOrders;
import dev.aurora.service.sweep.KillBooks;
import dev.aurora.service.sweep.KillFlatten;
import dev.aurora.service.sweep.KillPreviews;
import dev.aurora.service.sweep.KillScribe;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.service.sweep.PolicyChecks;
import dev.aurora.workflows.WorkflowIds;
import io.temporal.client.WorkflowClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What carries kills out is built here: it takes orders back, closes positions, keeps receipts. */
@ApplicationScoped
public class KillWiring {

  @Produces
  @Singleton
  KillBooks killBooks(@Named("journal") Database database, ControlStore store, Clock clock) {
    return new KillBooks(database, store, clock);
  }

  @Produces
  @Singleton
  KillReceipts killReceipts(@Named("journal") Database database) {
    return new KillReceipts(database);
  }

  @Produces
  @Singleton
  KillPreviews killPreviews(
      KillBooks books,
      JournalQueries queries,
      MarketClocks clocks,
      BarMarket market,
      TradingCalendar calendar) {
    return new KillPreviews(books, queries, clocks, new BarMarks(market, calendar));
  }

  @Produces
  @Singleton
  KillSweep killSweep(
      KillBooks books,
      JournalQueries queries,
      MarketClocks clocks,
      OrderSender sender,
      Clock clock) {
    return new KillSweep(books, queries, clocks, sender, clock);
  }

  void close(@Disposes KillSweep sweep) {
    sweep.stop();
  }

  @Produces
  @Singleton
  FlattenChecks flattenChecks(
      OrderJournal journal,
      CheckRequests requests,
      OrderIntake intake,
      PolicyEngine engine,
      AccountTime time) {
    return new PolicyChecks(journal, requests, intake, engine, time);
  }

  @Produces
  @Singleton
  ManualExits manualExits(
      ExitBook exits,
      @Named("journal") Database database,
      ControlStore control,
      Approvals approvals,
      AccountTime time,
      Clock clock) {
    return new ManualExits(
        exits, new Holdings(database), control, approvals, time, Wiring.VENUE, clock);
  }

  @Produces
  @Singleton
  AccountTime accountTime(MarketClocks clocks, TradingCalendar calendar) {
    return new AccountTime(clocks, calendar);
  }

  @Produces
  @Singleton
  FlattenOrders flattenOrders(
      FlattenChecks checks,
      JournalQueries queries,
      @Named("journal") Database database,
      OrderSender sender,
      BreakerDesk breakers,
      Clock clock) {
    return new FlattenOrders(
        checks, queries, new Holdings(database), sender, breakers, Wiring.VENUE, clock);
  }

  @Produces
  @Singleton
  KillFlatten killFlatten(
      KillBooks books,
      FlattenOrders orders,
      Accounts accounts,
      ReconciliationDesk reconciliation,
      KillReceipts receipts) {
    return new KillFlatten(
        books, orders, accounts, reconciliation, new KillScribe(books, receipts));
  }

  void close(@Disposes KillFlatten flatten) {
    flatten.stop();
  }

  @Produces
  @Singleton
  KillCanary killCanary(
      @Named("journal") Database books, WorkflowClient temporal, Settings settings, Clock clock) {
    String process = Long.toString(ProcessHandle.current().pid());
    List<KillCanary.Way> ways = new ArrayList<>();
    settings.killFiles().forEach(file -> ways.add(CanaryWays.file(file, process)));
    ways.add(CanaryWays.books(books, clock));
    ways.add(CanaryWays.workflow(temporal, WorkflowIds.killSwitch(settings.prefix())));
    return new KillCanary(ways, clock);
  }

  void close(@Disposes KillCanary canary) {
    canary.stop();
  }
}
