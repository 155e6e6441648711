package dev.aurora.service.order;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.order.UnknownOrderId;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.run.BarMarket;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderActivities;
import dev.aurora.workflows.order.OrderChunk;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import io.temporal.failure.ApplicationFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Check, submit and refresh, as the workflows ask for them. */
@ApplicationScoped
public class BasketActivities implements OrderActivities {

  private final RunStore runs;
  private final OrderJournal journal;
  private final JournalQueries queries;
  private final PolicyEngine engine;
  private final BarMarket market;
  private final CheckRequests requests;
  private final OrderSender sender;
  private final BreakerDesk breakers;

  @Inject
  public BasketActivities(
      RunStore runs,
      OrderJournal journal,
      JournalQueries queries,
      PolicyEngine engine,
      BarMarket market,
      CheckRequests requests,
      OrderSender sender,
      BreakerDesk breakers) {
    this.runs = runs;
    this.journal = journal;
    this.queries = queries;
    this.engine = engine;
    this.market = market;
    this.requests = requests;
    this.sender = sender;
    this.breakers = breakers;
  }

  /** For the client proxy. */
  protected BasketActivities() {
    this(unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread());
  }

  @Override
  public List<OrderOutcome> check(OrderChunk chunk) {
    try (Heartbeat beating = Heartbeat.start()) {
      List<RunStore.PlannedOrder> planned = runs.planned(chunk.clientOrderIds());
      return check(
          chunk.context(),
          planned.get(0).runKey(),
          planned.stream().map(RunStore.PlannedOrder::order).toList());
    }
  }

  @Override
  public OrderOutcome checkOne(OrderInput input) {
    try (Heartbeat beating = Heartbeat.start()) {
      return check(input.context(), null, List.of(Objects.requireNonNull(input.order()))).get(0);
    }
  }

  @Override
  public List<OrderOutcome> submit(OrderChunk chunk) {
    try (Heartbeat beating = Heartbeat.start()) {
      MarketView view = market.atNextOpen(chunk.context().asOf(), List.of());
      for (String id : chunk.clientOrderIds()) {
        sender.send(order(id), chunk.context().mode(), view.now());
        judge(order(id), view.now());
      }
      return chunk.clientOrderIds().stream().map(id -> Outcomes.of(order(id))).toList();
    }
  }

  @Override
  public OrderOutcome cancel(OrderContext context, String clientOrderId, CancelCommand command) {
    try (Heartbeat beating = Heartbeat.start()) {
      Instant marketNow = market.atNextOpen(context.asOf(), List.of()).now();
      sender.cancel(
          order(clientOrderId),
          new StateReason("cancelled", "by " + command.by() + ": " + command.reason()),
          marketNow);
      judge(order(clientOrderId), marketNow);
      return Outcomes.of(order(clientOrderId));
    }
  }

  @Override
  public OrderOutcome refresh(OrderContext context, String clientOrderId) {
    Instant marketNow = market.atNextOpen(context.asOf(), List.of()).now();
    sender.refresh(order(clientOrderId), marketNow);
    judge(order(clientOrderId), marketNow);
    return Outcomes.of(order(clientOrderId));
  }

  /** What came back from the broker is an event for the breakers before the next order is sent. */
  private void judge(JournalOrder order, Instant marketNow) {
    if (order.filled().signum() > 0) {
      breakers.judgeFills();
    }
    if (order.state() == OrderState.REJECTED) {
      breakers.rejected(ControlOwners.of(order.order()), marketNow);
    }
  }

  private List<OrderOutcome> check(
      OrderContext context, @Nullable String runKey, List<Order> orders) {
    List<CheckResult> results =
        journal.checkAndReserve(requests.of(context, runKey, orders), engine);
    List<OrderOutcome> outcomes = new ArrayList<>();
    for (CheckResult result : results) {
      outcomes.add(outcome(result));
    }
    return outcomes;
  }

  private OrderOutcome outcome(CheckResult result) {
    return switch (result) {
      case CheckResult.Checked checked -> Outcomes.of(order(checked.clientOrderId()));
      // A key of ours means one thing for ever: another payload under it is a defect, not a denial.
      case CheckResult.PayloadConflict conflict ->
          throw ApplicationFailure.newNonRetryableFailure(conflict.toString(), "payload-conflict");
    };
  }

  private JournalOrder order(String clientOrderId) {
    return queries.order(clientOrderId).orElseThrow(() -> new UnknownOrderId(clientOrderId));
  }
}
