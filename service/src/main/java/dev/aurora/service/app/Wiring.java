package dev.aurora.service.app;

import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.decision.StrategyException;
import dev.aurora.service.e2d.model.ModelException;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.journal.ExitMeter;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.LimitWarnings;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.run.Retries;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.InstrumentFile;
import dev.aurora.service.run.Strategies;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Which object is built from what: books, market, gates, Temporal; {@link RuleWiring} has the
 * policy, {@link TradingWiring} what trades with them. Everything that can fail at start is built
 * here, so that a service that is up has its books, its rules, its bars and its model.
 */
@ApplicationScoped
public class Wiring {

  static final String VENUE = PaperBroker.NAME;

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  // Books and ledger

  @Produces
  @Singleton
  @Named("journal")
  Database journalDatabase(Settings settings) {
    return open(settings.stores(), settings.stores().books(), Database.JOURNAL_MIGRATIONS);
  }

  /** The broker's own: never in Aurora's database. */
  @Produces
  @Singleton
  @Named("ledger")
  Database ledgerDatabase(Settings settings) {
    return open(settings.stores(), settings.stores().ledger(), Database.PAPER_MIGRATIONS);
  }

  private static Database open(Stores stores, DatabaseUrl url, String migrations) {
    return Database.open(url, stores.loginOf(url), migrations);
  }

  void close(@Disposes @Named("journal") Database database) {
    database.close();
  }

  void closeLedger(@Disposes @Named("ledger") Database database) {
    database.close();
  }

  @Produces
  @Singleton
  OrderJournal journal(@Named("journal") Database database, Clock clock) {
    return new OrderJournal(database, clock);
  }

  @Produces
  @Singleton
  JournalQueries queries(@Named("journal") Database database) {
    return new JournalQueries(database);
  }

  @Produces
  @Singleton
  RunStore runStore(@Named("journal") Database database, Clock clock) {
    return new RunStore(database, clock);
  }

  @Produces
  @Singleton
  Retries retries(@Named("journal") Database database, Clock clock) {
    return new Retries(database, clock);
  }

  @Produces
  @Singleton
  Accounts accounts(@Named("journal") Database database, Clock clock) {
    return new Accounts(database, clock);
  }

  @Produces
  @Singleton
  Breaks breaks(@Named("journal") Database database, Clock clock) {
    return new Breaks(database, clock);
  }

  @Produces
  @Singleton
  ControlStore controlStore(@Named("journal") Database database) {
    return new ControlStore(database);
  }

  @Produces
  @Singleton
  Secrets secrets() {
    return new Secrets(new SecureRandom());
  }

  @Produces
  @Singleton
  Persons persons(@Named("journal") Database database, Secrets secrets, Clock clock) {
    return new Persons(database, secrets, clock);
  }

  @Produces
  @Singleton
  Approvals approvals(@Named("journal") Database database, Secrets secrets, Clock clock) {
    return new Approvals(database, secrets, clock);
  }

  @Produces
  @Singleton
  DecisionChain decisionChain(@Named("journal") Database database) {
    return new DecisionChain(database);
  }

  @Produces
  @Singleton
  ExitMeter exitMeter(@Named("journal") Database database) {
    return new ExitMeter(database);
  }

  @Produces
  @Singleton
  LimitWarnings limitWarnings(@Named("journal") Database database) {
    return new LimitWarnings(database);
  }

  // Market

  @Produces
  @Singleton
  TradingCalendar calendar() {
    return TradingCalendar.nyse();
  }

  @Produces
  @Singleton
  BarStore bars(Settings settings) {
    try {
      return BarStore.load(settings.bars(), BarInterval.parse("P1D"));
    } catch (BarFormatException | IOException e) {
      throw unusable("bars-unusable", settings.bars(), e);
    }
  }

  @Produces
  @Singleton
  CorporateActions actions(Settings settings) {
    Path file = settings.corporateActions();
    try {
      return CorporateActions.load(file);
    } catch (BarFormatException | IOException e) {
      throw unusable("corporate-actions-unusable", file, e);
    }
  }

  @Produces
  @Singleton
  InstrumentFile instruments(Settings settings) {
    Path file = settings.data().resolve("instruments.yaml");
    try {
      return InstrumentFile.load(file);
    } catch (IOException e) {
      throw unusable("instruments-unusable", file, e);
    }
  }

  @Produces
  @Singleton
  Strategies strategies(Settings settings) {
    Path folder = settings.data().resolve("strategies");
    try {
      return Strategies.load(folder, VENUE);
    } catch (StrategyException | ModelException | IOException e) {
      throw unusable("strategies-unusable", folder, e);
    }
  }

  @Produces
  @Singleton
  BarMarket market(
      BarStore bars,
      TradingCalendar calendar,
      CorporateActions actions,
      InstrumentFile instruments) {
    return new BarMarket(bars, calendar, actions, instruments);
  }

  @Produces
  @Singleton
  E2dPipeline pipeline(TradingCalendar calendar) {
    return new E2dPipeline(calendar);
  }

  void close(@Disposes E2dPipeline pipeline) {
    pipeline.close();
  }

  // Gates

  @Produces
  @Singleton
  L0Gates gates(TradingCalendar calendar, Settings settings) {
    return new L0Gates(calendar, settings.flags(), System::nanoTime);
  }

  void close(@Disposes L0Gates gates) {
    gates.close();
  }

  @Produces
  @Singleton
  GateEvidence gateEvidence(@Named("journal") Database database, Clock clock, BuildId build) {
    return new GateEvidence(database, clock, build.text());
  }

  // Temporal

  @Produces
  @Singleton
  WorkflowServiceStubs stubs(Settings settings) {
    return WorkflowServiceStubs.newConnectedServiceStubs(
        settings.temporal().stubs(), Duration.ofSeconds(10));
  }

  void close(@Disposes WorkflowServiceStubs stubs) {
    stubs.shutdown();
  }

  @Produces
  @Singleton
  WorkflowClient client(WorkflowServiceStubs stubs, Settings settings) {
    return WorkflowClient.newInstance(stubs, settings.temporal().client());
  }

  private static UsageError unusable(String code, Path where, Exception cause) {
    return new UsageError(
        Problem.of(
                code,
                cause instanceof NoSuchFileException
                    ? "This is needed and is not there."
                    : "This can't be used: " + cause.getMessage(),
                "Correct it, then start the service again.")
            .at(where),
        cause);
  }
}
