package dev.aurora.service.journal.testing;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Books with one account of 100 000 USD, in the store that the tests run on, {@link TestStore};
 * reopened, they are the same books.
 */
public final class JournalFixture implements AutoCloseable {

  public final TestClock clock = new TestClock(Samples.NOW);
  public final Database database;
  public final Accounts accounts;
  public final OrderJournal journal;
  public final JournalQueries queries;
  public final ControlStore control;
  public final DecisionChain chain;

  public JournalFixture(Path directory) {
    this(TestStore.books(directory));
  }

  /**
   * @param database opened with the migrations of the books
   */
  public JournalFixture(Database database) {
    this.database = database;
    accounts = new Accounts(database, clock);
    journal = new OrderJournal(database, clock);
    queries = new JournalQueries(database);
    control = new ControlStore(database);
    chain = new DecisionChain(database);
    accounts.open(Samples.ACCOUNT, "USD", BigDecimal.valueOf(100_000));
  }

  /** Checks one order at the sample market. */
  public CheckResult check(PolicyEngine engine, Order order) {
    return check(engine, Samples.marketAt(Samples.NOW), order).getFirst();
  }

  public List<CheckResult> check(PolicyEngine engine, MarketView market, Order... orders) {
    return journal.checkAndReserve(request(market, orders), engine);
  }

  /** What a check would answer, without any effect. */
  public CheckResult preview(PolicyEngine engine, Order order) {
    return journal.preview(request(Samples.marketAt(Samples.NOW), order), engine).getFirst();
  }

  private static CheckRequest request(MarketView market, Order... orders) {
    return new CheckRequest(
        Samples.ACCOUNT, null, List.of(orders), market, Samples.runFacts(), CheckTerms.shipped());
  }

  /** The facts that an order would be checked against now; the order is denied. */
  public OrderFacts factsOf(Order order) {
    return factsOf(Samples.marketAt(Samples.NOW), order);
  }

  public OrderFacts factsOf(MarketView market, Order order) {
    FakeEngine engine = FakeEngine.denying("looked-at");
    check(engine, market, order);
    return engine.lastAsked();
  }

  /** Checks, sends and fills an order in full. */
  public FillResult trade(Order order, String price) {
    return trade(order, price, "0", Samples.NOW);
  }

  public FillResult trade(Order order, String price, String fees, Instant at) {
    check(FakeEngine.approving(), order);
    send(order.clientOrderId());
    return journal.bookFill(
        fill("x-" + order.clientOrderId(), order, order.quantity(), price, fees, at));
  }

  /** Sends and acknowledges an approved order. */
  public void send(String clientOrderId) {
    journal.beginSend(clientOrderId, Samples.NOW);
    journal.acknowledge(clientOrderId, "b-" + clientOrderId, Samples.NOW);
  }

  public static Fill fill(
      String executionId, Order order, BigDecimal quantity, String price, String fees, Instant at) {
    return fill(
        executionId,
        order.clientOrderId(),
        order.symbol(),
        order.side(),
        quantity,
        price,
        fees,
        at);
  }

  public static Fill fill(
      String executionId,
      String clientOrderId,
      String symbol,
      Side side,
      BigDecimal quantity,
      String price,
      String fees,
      Instant at) {
    return new Fill(
        "PAPER",
        executionId,
        clientOrderId,
        symbol,
        side,
        quantity,
        new BigDecimal(price),
        new BigDecimal(fees),
        at);
  }

  @Override
  public void close() {
    database.close();
  }
}
