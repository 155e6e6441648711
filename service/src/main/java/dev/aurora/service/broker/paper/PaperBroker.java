package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.ReplayedMarket;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
public final class PaperBroker implements Broker, ReplayedMarket {

  public static final String NAME = "PAPER";

  private static final int CANCELS_IN_ONE_MESSAGE = 100;

  private final Database database;
  private final PaperTerms terms;
  private final PaperDesk desk;
  private final BrokerFaults faults;
  private final Pause pause;

  /** Orders whose executions are told twice. Only a drill fills it. */
  private final Set<String> toldTwice = ConcurrentHashMap.newKeySet();

  /** Orders whose executions are told latest first. Only a drill fills it. */
  private final Set<String> toldBackwards = ConcurrentHashMap.newKeySet();

  /**
   * @param database opened with {@link Database#PAPER_MIGRATIONS}
   */
  public PaperBroker(
      Database database, PaperTerms terms, PriceSource prices, BrokerFaults faults, Pause pause) {
    this.database = database;
    this.terms = terms;
    this.desk = new PaperDesk(database, terms, prices);
    this.faults = faults;
    this.pause = pause;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Answer<String> ping() {
    return ask(handle -> handle.createQuery("select 1").mapTo(Integer.class).one())
        .map(alive -> NAME);
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
      result = desk.accept(order, fault instanceof Fault.Reject, Columns.micros(marketNow));
    } catch (JdbiException | DatabaseUnavailable ledgerFailed) {
      return new SubmitResult.NoAnswer(
          Outage.BROKER_DOWN, "the ledger failed: " + ledgerFailed.getMessage());
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
    if (fault instanceof Fault.OutOfOrder) {
      toldBackwards.add(clientOrderId);
    }
    if (fault instanceof Fault.Slow slow) {
      pause.of(slow.delay());
    }
    return result;
  }

  @Override
  public void endDay(String account, Instant close) {
    desk.endDay(account, Columns.micros(close));
  }

  @Override
  public int advance(String account, Instant marketNow) {
    return desk.advance(account, Columns.micros(marketNow));
  }

  @Override
  public Optional<String> book(
      String account, CorporateAction action, @Nullable ActionTerms terms, Instant effectiveAt) {
    return desk.book(account, action, terms, effectiveAt);
  }

  /**
   * Credits cash that is no trade, such as a dividend, once per entry id.
   *
   * @param amount account currency, signed
   * @param at market time
   * @return false when this entry was booked before
   */
  public boolean creditCash(String account, String entryId, BigDecimal amount, Instant at) {
    return desk.creditCash(account, entryId, amount, at);
  }

  @Override
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return ask(handle -> PaperRows.find(handle, clientOrderId).map(PaperOrder::asSeenOutside));
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    return cancelAll(List.of(clientOrderId), marketNow).getFirst();
  }

  @Override
  public int cancelsInOneMessage() {
    return CANCELS_IN_ONE_MESSAGE;
  }

  /** All of the message that comes through ends in one transaction of the ledger. */
  @Override
  public List<CancelResult> cancelAll(List<String> clientOrderIds, Instant marketNow) {
    Map<String, Fault> faulty = new HashMap<>();
    clientOrderIds.forEach(id -> faulty.put(id, faults.nextCancel(id)));
    List<String> arriving =
        clientOrderIds.stream()
            .filter(id -> !(faulty.get(id) instanceof Fault.Disconnect))
            .toList();
    Answer<Map<String, CancelResult>> answer = ask(handle -> PaperCancels.end(handle, arriving));
    return clientOrderIds.stream()
        .map(id -> told(id, faulty.getOrDefault(id, new Fault.None()), answer))
        .toList();
  }

  private static CancelResult told(
      String clientOrderId, Fault fault, Answer<Map<String, CancelResult>> answer) {
    if (fault instanceof Fault.Disconnect) {
      return new CancelResult.NoAnswer(Outage.NOT_CONNECTED, "no connection to the paper broker");
    }
    if (fault instanceof Fault.SilentAfterAccept) {
      return new CancelResult.NoAnswer(Outage.NO_ANSWER, "no answer in time");
    }
    return switch (answer) {
      case Answer.Answered<Map<String, CancelResult>> answered ->
          answered.value().getOrDefault(clientOrderId, new CancelResult.NotKnown(clientOrderId));
      case Answer.Unavailable<Map<String, CancelResult>> none ->
          new CancelResult.NoAnswer(none.outage(), none.detail());
    };
  }

  @Override
  public Answer<List<Execution>> executions(String clientOrderId) {
    return executions(List.of(clientOrderId));
  }

  @Override
  public Answer<List<Execution>> executions(Collection<String> clientOrderIds) {
    return clientOrderIds.isEmpty()
        ? new Answer.Answered<>(List.of())
        : ask(handle ->
                handle
                    .createQuery(
                        """
                        select * from paper_executions where client_order_id in (<ids>)
                        order by execution_index\
                        """)
                    .bindList("ids", List.copyOf(clientOrderIds))
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

  private List<Execution> told(List<Execution> executions) {
    List<Execution> told = new ArrayList<>(executions);
    executions.stream()
        .filter(execution -> toldTwice.contains(execution.clientOrderId()))
        .forEach(told::add);
    if (told.size() > executions.size()
        || executions.stream().anyMatch(e -> toldBackwards.contains(e.clientOrderId()))) {
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
    } catch (JdbiException | DatabaseUnavailable ledgerFailed) {
      return new Answer.Unavailable<>(
          Outage.BROKER_DOWN, "the ledger failed: " + ledgerFailed.getMessage());
    }
  }
}
