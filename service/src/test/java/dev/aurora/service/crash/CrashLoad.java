package dev.aurora.service.crash;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.order.OrderExecutions;
import dev.aurora.service.run.Strategies;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What goes on while the service is killed. In one session: an order that fills, one that rests and
 * is taken back, one that is replaced, its replacement, and one that fills in part. Then a decision
 * run for the next session, which rolls the account: the day of what rests ends, and its own orders
 * are approved and denied; what it leaves at the broker is taken back. The parts come one after the
 * other, so that every round decides the same on the same books.
 */
final class CrashLoad {

  static final String ACCOUNT = "PAPER-1";

  /** The order whose workflow takes back another one. */
  static final String REPLACEMENT = "single-replacement";

  private static final String REPLACED = "single-replaced";

  /** Its orders meet the open of the day after. */
  private static final LocalDate SINGLES = LocalDate.parse("2013-01-15");

  private static final LocalDate RUN = LocalDate.parse("2013-01-16");
  private static final String STRATEGY = "momentum";

  /** A start can take half a minute where others build too; what is stuck stays stuck. */
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private static final StageChoice STAGE = new StageChoice(Stage.WEEK_TWO, 0, false);
  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();

  private final String prefix;
  private final OrderExecutions executions;

  CrashLoad(String prefix) {
    this.prefix = prefix;
    this.executions = new OrderExecutions(RealTemporal.client(), prefix);
  }

  /**
   * Lets all of it happen, whoever dies meanwhile.
   *
   * @throws TimeoutException when a part of it does not end
   */
  void run() throws TimeoutException {
    awaitEnd(start(market("single-fills", "AAPL", "10")));

    Order takenBack = limit("single-taken-back", "FB", "20", "27.50", null);
    awaitAtBroker(start(takenBack));
    takeBack(SINGLES, "single-taken-back");

    String replaced = start(limit(REPLACED, "MSFT", "30", "24.50", null));
    awaitAtBroker(replaced);
    String replacement = start(limit(REPLACEMENT, "MSFT", "31", "24.60", REPLACED));
    awaitAtBroker(replacement);

    String partly = start(market("single-fills-in-part", "IBM", "16"));
    awaitAtBroker(partly);

    DecisionRunReport report = result(startRun(), DecisionRunReport.class);
    for (OrderOutcome order : report.orders()) {
      if (!order.state().terminal()) {
        takeBack(RUN, order.clientOrderId());
      }
    }
    // Both ended with their day: a cancel finds that at once, their next look may be far away.
    takeBack(SINGLES, replacement);
    takeBack(SINGLES, partly);
    awaitEnd(replaced);
  }

  /** Leaves nothing behind that waits for a worker of this round. */
  void tidyUp() {
    stub(WorkflowIds.killSwitch(prefix)).terminate("the round is over");
    ScheduleClient.newInstance(
            RealTemporal.client().getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(RealTemporal.target().namespace())
                .build())
        .getHandle(WorkflowIds.reconciliation(prefix))
        .delete();
  }

  private void takeBack(LocalDate asOf, String clientOrderId) throws TimeoutException {
    executions.cancel(
        context(asOf),
        clientOrderId,
        new CancelCommand("load/" + clientOrderId, "load", "part of the load"));
    awaitEnd(clientOrderId);
  }

  private WorkflowStub startRun() {
    DecisionRunInput input =
        new DecisionRunInput(
            prefix, ACCOUNT, STRATEGY, RUN, TradingMode.PAPER, 1, STAGE, null, null);
    WorkflowStub run = untyped("DecisionRun", WorkflowIds.run(prefix, ACCOUNT, STRATEGY, RUN, 1));
    run.start(input);
    return run;
  }

  /** Answers the key when the verdict is recorded. A caller whose request is lost asks again. */
  private String start(Order order) throws TimeoutException {
    String id = Objects.requireNonNull(order.clientOrderId());
    OrderInput input = new OrderInput(context(SINGLES), id, order);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        executions.check(input);
        return id;
      } catch (RuntimeException lost) {
        if (System.nanoTime() - deadline > 0) {
          throw (TimeoutException) new TimeoutException(id + " has no verdict").initCause(lost);
        }
      }
    }
  }

  private OrderContext context(LocalDate asOf) {
    return new OrderContext(prefix, ACCOUNT, asOf, TradingMode.PAPER, STAGE, GateLevel.L0);
  }

  private static Order market(String id, String symbol, String quantity) {
    return order(id, symbol, quantity, null, null);
  }

  private static Order limit(
      String id, String symbol, String quantity, String limitPrice, @Nullable String replaces) {
    return order(id, symbol, quantity, limitPrice, replaces);
  }

  private static Order order(
      String id,
      String symbol,
      String quantity,
      @Nullable String limitPrice,
      @Nullable String replaces) {
    return new Order(
        id,
        "intent-" + id,
        ACCOUNT,
        STRATEGY,
        modelVersion(),
        PaperBroker.NAME,
        symbol,
        Side.BUY,
        limitPrice == null ? OrderType.MARKET : OrderType.LIMIT,
        new BigDecimal(quantity),
        limitPrice == null ? null : new BigDecimal(limitPrice),
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        CALENDAR.session(SINGLES).orElseThrow().close(),
        CALENDAR.sessionsAfter(SINGLES, CALENDAR.next(SINGLES).date()),
        replaces,
        false);
  }

  private static String modelVersion() {
    try {
      return Strategies.load(ShippedData.FOLDER.resolve("strategies"), PaperBroker.NAME)
          .named(STRATEGY)
          .orElseThrow()
          .modelVersion();
    } catch (Exception e) {
      throw new IllegalStateException("the shipped strategy can't be read", e);
    }
  }

  private WorkflowStub untyped(String type, String id) {
    return RealTemporal.client()
        .newUntypedWorkflowStub(
            type,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.orders(prefix))
                .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
                .build());
  }

  private static WorkflowStub stub(String id) {
    return RealTemporal.client().newUntypedWorkflowStub(id);
  }

  private void awaitEnd(String clientOrderId) throws TimeoutException {
    result(stub(executions.id(ACCOUNT, clientOrderId)), OrderOutcome.class);
  }

  private static <T> T result(WorkflowStub workflow, Class<T> type) throws TimeoutException {
    return workflow.getResult(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, type);
  }

  /** By its memo, which the server answers while no worker lives. */
  private void awaitAtBroker(String clientOrderId) throws TimeoutException {
    WorkflowStub order = stub(executions.id(ACCOUNT, clientOrderId));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String outcome = String.valueOf(order.describe().getMemo("outcome", String.class));
      if (outcome.startsWith("WORKING") || outcome.startsWith("PARTIALLY_FILLED")) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(clientOrderId + " never rested at the broker: " + outcome);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
