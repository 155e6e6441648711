package dev.aurora.service.session;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.broker.reconciliation.Reconciler;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.Pnl;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.action.ActionBooking;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.run.BarMarket;
import dev.aurora.service.run.BarMarks;
import dev.aurora.service.run.BarPrices;
import dev.aurora.service.run.InstrumentFile;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.service.testing.ShippedPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Books, paper broker, shipped breakers and the roll over bars and actions that a test names. */
final class SessionWorld implements AutoCloseable {

  static final String ACCOUNT = Samples.ACCOUNT;
  static final TradingCalendar CALENDAR = TradingCalendar.nyse();

  final JournalFixture books;
  final Database ledgerDatabase;
  final PaperBroker broker;
  final PaperLedger ledger;
  final ActionBooking booking;
  final ReconciliationDesk desk;
  final BarMarket market;
  final SessionRoll roll;
  final SessionActions actions;
  SessionRoll.Watch watch = (step, account, session) -> {};
  volatile boolean connected = true;

  SessionWorld(Path directory) {
    this(directory, ShippedData.bars(), ShippedData.actions());
  }

  SessionWorld(Path directory, CorporateActions known) {
    this(directory, ShippedData.bars(), known);
  }

  SessionWorld(Path directory, BarStore bars, CorporateActions known) {
    books = new JournalFixture(directory);
    ledgerDatabase = Database.open(DatabaseUrl.file(directory, "paper"), Database.PAPER_MIGRATIONS);
    BrokerFaults faults =
        new BrokerFaults() {
          @Override
          public Fault next(String clientOrderId) {
            return new Fault.None();
          }

          @Override
          public boolean connected() {
            return connected;
          }
        };
    broker =
        new PaperBroker(
            ledgerDatabase,
            PaperTerms.shipped(),
            new BarPrices(bars, CALENDAR),
            faults,
            delay -> {});
    ledger = new PaperLedger(ledgerDatabase);
    market = new BarMarket(bars, CALENDAR, known, instruments());
    BreakerDesk breakers =
        new BreakerDesk(
            books.database,
            ShippedPolicy.engine(),
            new BarMarks(market, CALENDAR),
            () -> new BreakerFacts.Control(Stage.WEEK_TWO, TradingMode.PAPER),
            books.clock);
    CatchUp catchUp = new CatchUp(books.journal, broker);
    desk =
        new ReconciliationDesk(
            books.accounts,
            books.queries,
            catchUp,
            new Reconciler(books.queries, books.accounts, broker),
            breakers,
            new MarketClocks(books.database, books.clock));
    booking = new ActionBooking(books.database, books.clock);
    actions = new SessionActions(known, CALENDAR, broker, booking, market::actionTerms);
    roll =
        new SessionRoll(
            CALENDAR,
            broker,
            new MarketClocks(books.database, books.clock),
            books.journal,
            books.queries,
            catchUp,
            breakers,
            actions,
            desk,
            (step, account, session) -> watch.after(step, account, session));
  }

  private static InstrumentFile instruments() {
    try {
      return InstrumentFile.load(ShippedData.FOLDER.resolve("instruments.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SessionRoll.Rolled rollTo(String date) {
    return roll.to(ACCOUNT, LocalDate.parse(date));
  }

  /** The market at the open of a session, for the symbols of the books and one more. */
  MarketView at(String date, String symbol) {
    LocalDate session = LocalDate.parse(date);
    TreeSet<String> symbols = new TreeSet<>(books.queries.symbolsInBook(ACCOUNT));
    symbols.add(symbol);
    return market.atNextOpen(CALENDAR.previous(session).date(), symbols);
  }

  /** Checks at the open of that session, sends what is approved, and books what came of it. */
  CheckResult.Checked trade(PolicyEngine engine, String date, Order order) {
    MarketView view = at(date, Objects.requireNonNull(order.symbol()));
    CheckResult.Checked checked = (CheckResult.Checked) books.check(engine, view, order).getFirst();
    if (checked.verdict().approved()) {
      send(order, view.now());
    }
    return checked;
  }

  void send(Order order, Instant now) {
    String id = Objects.requireNonNull(order.clientOrderId());
    books.journal.beginSend(id, now);
    if (broker.submit(order, now) instanceof SubmitResult.Acknowledged) {
      new CatchUp(books.journal, broker).catchUp(order(id), now);
    }
  }

  /** What an order in this symbol would be checked against at that open. */
  OrderFacts facts(String date, String symbol) {
    FakeEngine engine = FakeEngine.denying("looked-at");
    MarketView view = at(date, symbol);
    books.journal.checkAndReserve(
        new CheckRequest(
            ACCOUNT,
            null,
            List.of(Samples.buy("look-" + System.nanoTime(), symbol, "1")),
            view,
            Samples.runFacts(),
            CheckTerms.shipped()),
        engine);
    return engine.lastAsked();
  }

  Pnl pnl(String date) {
    return books.queries.pnl(ACCOUNT, at(date, "AAPL")).orElseThrow();
  }

  Position held(String symbol) {
    return books.queries.positions(ACCOUNT).stream()
        .filter(row -> row.symbol().equals(symbol))
        .map(row -> row.position())
        .findFirst()
        .orElse(Position.FLAT);
  }

  JournalOrder order(String id) {
    return books.queries.order(id).orElseThrow();
  }

  /** Units, limit and reservation price of an order as its row holds them now. */
  List<@Nullable BigDecimal> row(String id) {
    return books.database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select quantity_units, leaves_units, limit_price, reservation_price
                    from orders where client_order_id = :id\
                    """)
                .bind("id", id)
                .map(
                    (row, context) -> {
                      List<@Nullable BigDecimal> numbers = new ArrayList<>();
                      for (int column = 1; column <= 4; column++) {
                        BigDecimal number = row.getBigDecimal(column);
                        numbers.add(number == null ? null : number.stripTrailingZeros());
                      }
                      return numbers;
                    })
                .one());
  }

  /** Everything in books and ledger that a repeated roll may not change, one row a line. */
  List<String> everything() {
    List<String> all = new ArrayList<>();
    for (String sql :
        List.of(
            "select account, cash_ccy, equity_peak_ccy, chain_length from accounts",
            "select * from positions order by symbol",
            "select client_order_id, state, leaves_units, filled_units, quantity_units,"
                + " limit_price, reservation_price, state_reason from orders"
                + " order by client_order_id",
            "select client_order_id, from_state, to_state, reason from order_events"
                + " order by event_id",
            "select execution_id, quantity_units, price, late from fills order by booking_index",
            "select action_id, quantity_before_units, quantity_after_units, cash_change_ccy,"
                + " realised_pnl_ccy from corporate_actions order by action_id",
            "select action_id, client_order_id, leaves_after_units, limit_after_price"
                + " from corporate_action_orders order by action_id, client_order_id",
            "select account, began_on, rolled_to, rolling_to from market_clocks",
            "select break_id, closed_at from reconciliation_breaks order by break_id",
            "select command_id from control_latches")) {
      all.addAll(rows(books.database, sql));
    }
    for (String sql :
        List.of(
            "select * from paper_accounts",
            "select * from paper_positions order by symbol",
            "select * from paper_orders order by client_order_id",
            "select * from paper_executions order by execution_index",
            "select * from paper_actions order by action_id",
            "select * from paper_action_orders order by action_id, client_order_id",
            "select * from paper_market_clocks")) {
      all.addAll(rows(ledgerDatabase, sql));
    }
    return all;
  }

  private static List<String> rows(Database database, String sql) {
    return database.transaction(
        handle ->
            handle.createQuery(sql).mapToMap().stream().map(row -> sql + ": " + row).toList());
  }

  static Order resting(
      String id, Side side, String quantity, String limit, TimeInForce timeInForce) {
    return new Order(
        id,
        "intent-" + id,
        ACCOUNT,
        Samples.STRATEGY,
        "m-1",
        "PAPER",
        "AAPL",
        side,
        OrderType.LIMIT,
        new BigDecimal(quantity),
        new BigDecimal(limit),
        timeInForce,
        null,
        Origin.STRATEGY,
        Samples.NOW,
        1,
        null,
        false);
  }

  static Instant open(String date) {
    return session(date).open();
  }

  static TradingSession session(String date) {
    return CALENDAR.session(LocalDate.parse(date)).orElseThrow();
  }

  static CorporateActions known(CorporateAction... actions) {
    return CorporateActions.of(List.of(actions));
  }

  static CorporateAction split(String symbol, String date, String ratio) {
    return new CorporateAction(
        symbol, LocalDate.parse(date), CorporateAction.Type.SPLIT, new BigDecimal(ratio));
  }

  static CorporateAction dividend(String symbol, String date, String cash) {
    return new CorporateAction(
        symbol, LocalDate.parse(date), CorporateAction.Type.DIVIDEND, new BigDecimal(cash));
  }

  static CorporateAction merger(
      String symbol, String date, String ratio, @Nullable String into, String cash) {
    return new CorporateAction(
        symbol,
        LocalDate.parse(date),
        CorporateAction.Type.MERGER,
        new BigDecimal(ratio),
        into,
        new BigDecimal(cash));
  }

  @Override
  public void close() {
    ledgerDatabase.close();
    books.close();
  }
}
