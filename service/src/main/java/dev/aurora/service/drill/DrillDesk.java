package dev.aurora.service.drill;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.breaker.Marks;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.Exit;
import dev.aurora.service.journal.ExitMeter;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.OrderSender;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Books, broker and ledger of one scenario, and the way that orders take through them: check and
 * reserve, last step, broker. One thread uses one desk.
 */
final class DrillDesk implements AutoCloseable {

  private static final RunFacts RUN =
      new RunFacts(
          TradingState.ACTIVE,
          Set.of(),
          Set.of(),
          true,
          true,
          true,
          GateLevel.L0,
          GateLevel.L0,
          true,
          TradingMode.PAPER,
          Stage.WEEK_TWO,
          null);

  private static final BreakerFacts.Control CONTROL =
      new BreakerFacts.Control(Stage.WEEK_TWO, TradingMode.PAPER);

  private final PolicyEngine engine;
  private final Database books;
  private final Database ledger;
  private final OrderJournal journal;
  private final JournalQueries queries;
  private final ControlStore control;
  private final ExitBook exitBook;
  private final Clock clock;
  private final OrderSender sender;
  private final BreakerDesk breakers;
  private final AtomicBoolean rejecting = new AtomicBoolean();

  /** What the market was last seen at: breakers value the account at it. */
  private @Nullable MarketView picture;

  /**
   * @param folder empty, for the two databases
   * @param clock wall time
   */
  DrillDesk(Path folder, PolicyEngine engine, Clock clock) {
    this.engine = engine;
    this.books = Database.open(DatabaseUrl.file(folder, "books"), Database.JOURNAL_MIGRATIONS);
    this.ledger = Database.open(DatabaseUrl.file(folder, "ledger"), Database.PAPER_MIGRATIONS);
    this.journal = new OrderJournal(books, clock);
    this.queries = new JournalQueries(books);
    this.control = new ControlStore(books);
    this.exitBook = new ExitBook(books);
    this.clock = clock;
    PaperTerms terms = PaperTerms.shipped();
    BrokerFaults faults = id -> rejecting.get() ? new Fault.Reject() : new Fault.None();
    PaperBroker broker = new PaperBroker(ledger, terms, DrillMarket.fills(), faults, delay -> {});
    // Neither file nor variable: a kill of the installation is not what is drilled.
    KillWatch noKill = new KillWatch(List.of(), Optional.empty(), "drill");
    this.sender = new OrderSender(journal, broker, new LastStepGuard(noKill, control, exitBook));
    this.breakers = new BreakerDesk(books, engine, new Picture(), () -> CONTROL, clock);
    new Accounts(books, clock).open(DrillOrders.ACCOUNT, "USD", terms.openingCash());
  }

  /** From now on the broker rejects everything. */
  void rejectEverything() {
    rejecting.set(true);
  }

  /** Checks the basket, takes what was approved over the last step, and says what became of it. */
  List<Attempt> trade(Basket basket) {
    picture = basket.market();
    List<Order> orders = basket.orders();
    orders.stream().filter(order -> order.origin() == Origin.MANUAL_EXIT).forEach(this::agree);
    List<CheckResult> results =
        journal.checkAndReserve(
            new CheckRequest(
                DrillOrders.ACCOUNT,
                null,
                orders,
                basket.market(),
                RUN,
                CheckTerms.of(engine.limits(), orders)),
            engine);
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      attempts.add(finish(orders.get(i), basket, results.get(i)));
    }
    return attempts;
  }

  /** Two persons want what the drill does by hand; without them the last step stops it. */
  private void agree(Order exit) {
    exitBook.keep(
        new ManualExit(
            exit, "drill-first", "drill-second", "drill", "what is held", clock.instant()));
  }

  private Attempt finish(Order order, Basket basket, CheckResult result) {
    return switch (result) {
      case CheckResult.Checked checked -> {
        if (!checked.verdict().approved()) {
          yield new Attempt(order, basket.wrongness(), checked.verdict(), checked.state());
        }
        sender.send(recorded(checked), TradingMode.PAPER, basket.market().now());
        JournalOrder after = recorded(checked);
        breakers.judgeFills();
        if (after.state() == OrderState.REJECTED) {
          breakers.rejected(ControlOwners.of(order), basket.market().now());
        }
        yield new Attempt(order, basket.wrongness(), after.verdict(), after.state());
      }
      // Every order of a drill has a key and intent of its own.
      case CheckResult.PayloadConflict conflict ->
          throw new IllegalStateException(conflict.toString());
    };
  }

  /** The latest basket's market. */
  private final class Picture implements Marks {

    @Override
    public MarketView at(Instant at, Collection<String> symbols) {
      return Objects.requireNonNull(picture, "events come of baskets");
    }

    @Override
    public SessionPhase phase(Instant at) {
      return SessionPhase.OPEN;
    }
  }

  private JournalOrder recorded(CheckResult.Checked checked) {
    return queries.order(checked.clientOrderId()).orElseThrow();
  }

  /** What of each position can be closed now. */
  List<Exit> exits() {
    return new ExitMeter(books).read();
  }

  /** Orders that reached the broker, by its own ledger. */
  long ordersInLedger() {
    return new PaperLedger(ledger).summary().orders();
  }

  /** The first latch that a rule set, released or not. */
  Optional<StoredLatch> firstLatch() {
    List<StoredLatch> newestFirst =
        control.history().stream()
            .filter(stored -> stored.latch().source() == Latch.Source.RULE)
            .toList();
    return newestFirst.isEmpty() ? Optional.empty() : Optional.of(newestFirst.getLast());
  }

  @Override
  public void close() {
    books.close();
    ledger.close();
  }
}
