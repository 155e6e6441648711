package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperMatching.Outcome;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A broker that fills at the next bar's open. An order that comes exactly when a bar opens meets
 * that bar at once; what is left of it meets later bars as {@link #advance} lets market time go on.
 * One unit at price 1 is worth 1 of the account's currency. Thread-safe; its ledger is durable, in
 * a database that nothing else writes.
 */
public final class PaperBroker implements Broker {

  public static final String NAME = "PAPER";

  private final Database database;
  private final PaperTerms terms;
  private final PaperMatching matching;
  private final PriceSource prices;
  private final BrokerFaults faults;
  private final Pause pause;

  /** Orders whose executions are told twice. Only a drill fills it. */
  private final Set<String> toldTwice = ConcurrentHashMap.newKeySet();

  /**
   * @param database opened with {@link Database#PAPER_MIGRATIONS}
   */
  public PaperBroker(
      Database database, PaperTerms terms, PriceSource prices, BrokerFaults faults, Pause pause) {
    this.database = database;
    this.terms = terms;
    this.matching = new PaperMatching(terms);
    this.prices = prices;
    this.faults = faults;
    this.pause = pause;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SubmitResult submit(Order order, Instant marketNow) {
    String id = Objects.requireNonNull(order.clientOrderId(), "an order without a key");
    Fault fault = faults.next(id);
    if (fault instanceof Fault.Disconnect || !faults.connected()) {
      return new SubmitResult.NotSent(Outage.NOT_CONNECTED, "no connection to the paper broker");
    }
    SubmitResult result;
    try {
      result = accept(order, fault instanceof Fault.Reject, Columns.micros(marketNow));
    } catch (JdbiException ledgerFailed) {
      return new SubmitResult.NoAnswer(Outage.BROKER_DOWN, ledgerFailed.getMessage());
    }
    return afterwards(fault, id, result);
  }

  private SubmitResult afterwards(Fault fault, String clientOrderId, SubmitResult result) {
    if (fault instanceof Fault.SilentAfterAccept) {
      return new SubmitResult.NoAnswer(Outage.NO_ANSWER, "no answer in time");
    }
    if (fault instanceof Fault.AnswerTwice) {
      toldTwice.add(clientOrderId);
    }
    if (fault instanceof Fault.Slow slow) {
      pause.of(slow.delay());
    }
    return result;
  }

  /**
   * Lets market time go on: every live order meets, in turn, the bars that have opened until then.
   *
   * @param marketNow market time
   * @return how many executions that made
   */
  public int advance(Instant marketNow) {
    List<PaperOrder> live = database.transaction(PaperRows::live);
    int executions = 0;
    for (PaperOrder order : live) {
      executions +=
          database.transaction(
              handle -> {
                PaperRows.lockCash(handle, order.account());
                return meetBars(handle, order.clientOrderId(), Columns.micros(marketNow));
              });
    }
    return executions;
  }

  /** The session is over: what is left of day orders expires. */
  public void endDay() {
    database.run(
        handle ->
            PaperRows.live(handle).stream()
                .filter(order -> order.timeInForce() == TimeInForce.DAY)
                .filter(order -> order.lastBarAt() != null)
                .forEach(
                    order ->
                        PaperRows.end(
                            handle,
                            order.clientOrderId(),
                            BrokerOrder.State.EXPIRED,
                            null,
                            "the session is over")));
  }

  /**
   * Credits cash that is no trade, such as a dividend, once per entry id.
   *
   * @param amount account currency, signed
   * @param at market time
   * @return false when this entry was booked before
   */
  public boolean creditCash(String account, String entryId, BigDecimal amount, Instant at) {
    ensureAccount(account);
    return database.transaction(
        handle -> {
          PaperRows.lockCash(handle, account);
          int known =
              handle
                  .createQuery(
                      """
                      select count(*) from paper_cash_entries
                      where account = :account and entry_id = :entry\
                      """)
                  .bind("account", account)
                  .bind("entry", entryId)
                  .mapTo(Integer.class)
                  .one();
          if (known > 0) {
            return false;
          }
          handle
              .createUpdate(
                  """
                  insert into paper_cash_entries (account, entry_id, amount_ccy, entered_at_market)
                  values (:account, :entry, :amount, :at)\
                  """)
              .bind("account", account)
              .bind("entry", entryId)
              .bind("amount", amount)
              .bind("at", Columns.time(at))
              .execute();
          PaperRows.addCash(handle, account, amount);
          return true;
        });
  }

  @Override
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return ask(handle -> PaperRows.find(handle, clientOrderId).map(PaperOrder::asSeenOutside));
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    Answer<CancelResult> answer = ask(handle -> cancel(handle, clientOrderId));
    return switch (answer) {
      case Answer.Answered<CancelResult> answered -> answered.value();
      case Answer.Unavailable<CancelResult> none ->
          new CancelResult.NoAnswer(none.outage(), none.detail());
    };
  }

  @Override
  public Answer<List<Execution>> executions(String clientOrderId) {
    return ask(handle ->
            handle
                .createQuery(
                    """
                    select * from paper_executions where client_order_id = :id
                    order by execution_index\
                    """)
                .bind("id", clientOrderId)
                .map((row, context) -> PaperRows.execution(row))
                .list())
        .map(this::told);
  }

  @Override
  public Answer<List<Execution>> executionsSince(String account, long afterIndex) {
    return ask(handle ->
            handle
                .createQuery(
                    """
                    select * from paper_executions
                    where account = :account and execution_index > :after
                    order by execution_index\
                    """)
                .bind("account", account)
                .bind("after", afterIndex)
                .map((row, context) -> PaperRows.execution(row))
                .list())
        .map(this::told);
  }

  @Override
  public Answer<List<BrokerOrder>> workingOrders(String account) {
    return ask(
        handle ->
            PaperRows.live(handle).stream()
                .filter(order -> order.account().equals(account))
                .map(PaperOrder::asSeenOutside)
                .toList());
  }

  @Override
  public Answer<Map<String, BigDecimal>> positions(String account) {
    return ask(
        handle -> {
          Map<String, BigDecimal> positions = new TreeMap<>();
          handle
              .createQuery(
                  """
                  select symbol, quantity_units from paper_positions
                  where account = :account and quantity_units <> 0\
                  """)
              .bind("account", account)
              .map(
                  (row, context) ->
                      Map.entry(row.getString("symbol"), Columns.amount(row, "quantity_units")))
              .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
          return positions;
        });
  }

  @Override
  public Answer<BigDecimal> cash(String account) {
    // An account that no order came for has what it will open with.
    return ask(handle -> PaperRows.cash(handle, account).orElse(terms.openingCash()));
  }

  private SubmitResult accept(Order order, boolean refuse, Instant marketNow) {
    String malformed = malformed(order);
    if (malformed == null) {
      ensureAccount(Objects.requireNonNull(order.account()));
    }
    return database.transaction(
        handle -> {
          if (malformed != null) {
            return rejectMalformed(handle, order, malformed, marketNow);
          }
          PaperRows.lockCash(handle, Objects.requireNonNull(order.account()));
          Optional<PaperOrder> known =
              PaperRows.find(handle, Objects.requireNonNull(order.clientOrderId()));
          PaperRows.insertSubmission(handle, order.clientOrderId(), known.isPresent(), marketNow);
          if (known.isPresent()) {
            return answerAgain(order, known.get());
          }
          PaperRows.insertOrder(handle, judged(order, refuse, marketNow));
          meetBars(handle, order.clientOrderId(), marketNow);
          return answer(PaperRows.find(handle, order.clientOrderId()).orElseThrow());
        });
  }

  private static @Nullable String malformed(Order order) {
    if (order.account() == null
        || order.symbol() == null
        || order.side() == null
        || order.type() == null) {
      return "account, symbol, side and type are needed";
    }
    if (!isPositive(order.quantity())) {
      return "no quantity: " + order.quantity();
    }
    if (order.type() == OrderType.LIMIT && !isPositive(order.limitPrice())) {
      return "no limit price: " + order.limitPrice();
    }
    return null;
  }

  private static boolean isPositive(@Nullable BigDecimal number) {
    return number != null && number.signum() > 0 && Columns.fits(number);
  }

  /** A malformed order has no row to hold it; the message that came is counted all the same. */
  private static SubmitResult rejectMalformed(
      Handle handle, Order order, String detail, Instant marketNow) {
    String id = Objects.requireNonNull(order.clientOrderId());
    PaperRows.insertSubmission(handle, id, PaperRows.find(handle, id).isPresent(), marketNow);
    return new SubmitResult.Rejected(RejectReason.MALFORMED, detail);
  }

  private static SubmitResult answerAgain(Order order, PaperOrder known) {
    return FactsJson.payloadDigest(order).equals(known.payloadDigest())
        ? answer(known)
        : new SubmitResult.Rejected(
            RejectReason.KEY_USED_FOR_OTHER_ORDER, "it stands for " + known.asSeenOutside());
  }

  private static SubmitResult answer(PaperOrder order) {
    return order.state() == BrokerOrder.State.REJECTED
        ? new SubmitResult.Rejected(
            Objects.requireNonNull(order.reason()), Objects.requireNonNull(order.detail()))
        : new SubmitResult.Acknowledged(order.asSeenOutside());
  }

  private PaperOrder judged(Order order, boolean refuse, Instant marketNow) {
    RejectReason reason = null;
    String detail = null;
    if (refuse) {
      reason = RejectReason.REFUSED;
      detail = "the broker refuses";
    } else if (order.expiresAt() != null && !marketNow.isBefore(order.expiresAt())) {
      reason = RejectReason.TOO_LATE;
      detail = "it expired at " + order.expiresAt();
    }
    return new PaperOrder(
        Objects.requireNonNull(order.clientOrderId()),
        Objects.requireNonNull(order.account()),
        Objects.requireNonNull(order.symbol()),
        Objects.requireNonNull(order.side()),
        Objects.requireNonNull(order.type()),
        order.timeInForce() == null ? TimeInForce.DAY : order.timeInForce(),
        Columns.plain(Objects.requireNonNull(order.quantity())),
        order.type() == OrderType.LIMIT ? order.limitPrice() : null,
        order.expiresAt(),
        FactsJson.payloadDigest(order),
        reason == null ? BrokerOrder.State.WORKING : BrokerOrder.State.REJECTED,
        reason,
        detail,
        BigDecimal.ZERO,
        0,
        marketNow,
        null);
  }

  /** The caller holds the account's lock. */
  private int meetBars(Handle handle, String clientOrderId, Instant marketNow) {
    int executions = 0;
    while (true) {
      PaperOrder order = PaperRows.find(handle, clientOrderId).orElseThrow();
      Optional<OpeningBar> bar = nextBar(order, marketNow);
      if (!order.state().isLive() || bar.isEmpty()) {
        return executions;
      }
      BigDecimal cash = PaperRows.lockCash(handle, order.account());
      switch (matching.offer(order, bar.get(), cash)) {
        case Outcome.Waits waits -> {}
        case Outcome.Ends end ->
            PaperRows.end(handle, clientOrderId, end.state(), end.reason(), end.detail());
        case Outcome.Fills fill -> {
          PaperRows.fill(handle, order, fill, bar.get().opensAt());
          executions++;
        }
      }
      PaperRows.offered(handle, clientOrderId, bar.get().opensAt());
    }
  }

  private Optional<OpeningBar> nextBar(PaperOrder order, Instant marketNow) {
    Instant notBefore =
        order.lastBarAt() == null ? order.acceptedAt() : order.lastBarAt().plusNanos(1_000);
    return prices
        .nextBar(order.symbol(), notBefore)
        .filter(bar -> !bar.opensAt().isAfter(marketNow));
  }

  private static CancelResult cancel(Handle handle, String clientOrderId) {
    Optional<PaperOrder> known = PaperRows.find(handle, clientOrderId);
    if (known.isEmpty()) {
      return new CancelResult.NotKnown(clientOrderId);
    }
    PaperRows.lockCash(handle, known.get().account());
    PaperOrder order = PaperRows.find(handle, clientOrderId).orElseThrow();
    if (!order.state().isLive()) {
      return new CancelResult.HadEnded(order.asSeenOutside());
    }
    PaperRows.end(handle, clientOrderId, BrokerOrder.State.CANCELLED, null, "as asked");
    return new CancelResult.Cancelled(
        PaperRows.find(handle, clientOrderId).orElseThrow().asSeenOutside());
  }

  /** One process owns the ledger's file, so that one monitor keeps two openings apart. */
  private synchronized void ensureAccount(String account) {
    database.run(
        handle -> {
          if (!PaperRows.hasAccount(handle, account)) {
            PaperRows.insertAccount(handle, account, terms.openingCash());
          }
        });
  }

  private List<Execution> told(List<Execution> executions) {
    List<Execution> told = new ArrayList<>(executions);
    executions.stream()
        .filter(execution -> toldTwice.contains(execution.clientOrderId()))
        .forEach(told::add);
    if (told.size() > executions.size()) {
      Collections.reverse(told);
    }
    return told;
  }

  private <T> Answer<T> ask(Function<Handle, T> question) {
    if (!faults.connected()) {
      return new Answer.Unavailable<>(Outage.NOT_CONNECTED, "no connection to the paper broker");
    }
    try {
      return new Answer.Answered<>(database.transaction(question));
    } catch (JdbiException ledgerFailed) {
      return new Answer.Unavailable<>(Outage.BROKER_DOWN, ledgerFailed.getMessage());
    }
  }
}
