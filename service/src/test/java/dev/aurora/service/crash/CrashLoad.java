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
import dev.aurora.service.run.Strategies;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What goes on while the service is killed: an order that fills, one that rests, and a decision run
 * whose orders are approved and denied, one of them filled in part; then the day ends. The parts
 * come one after the other, so that every round decides the same on the same books.
 */
final class CrashLoad {

  static final String ACCOUNT = "PAPER-1";
  static final LocalDate AS_OF = LocalDate.parse("2013-01-16");

  private static final String STRATEGY = "momentum";

  /** A start can take half a minute where others build too; what is stuck stays stuck. */
  private static final long PATIENCE_SECONDS = 240;

  private static final StageChoice STAGE = new StageChoice(Stage.WEEK_TWO, 0, false);
  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();

  private final String prefix;
  private final Path endOfDay;

  CrashLoad(String prefix, Path endOfDay) {
    this.prefix = prefix;
    this.endOfDay = endOfDay;
  }

  /**
   * Lets all of it happen, whoever dies meanwhile.
   *
   * @throws TimeoutException when a part of it does not end
   */
  DecisionRunReport run() throws TimeoutException {
    WorkflowStub filling = start(order("fills", Side.BUY, "10", null));
    result(filling, OrderOutcome.class);
    WorkflowStub resting = start(order("rests", Side.BUY, "12", "450.00"));
    awaitAtBroker(resting);
    WorkflowStub run = startRun();
    DecisionRunReport report = result(run, DecisionRunReport.class);
    endDay();
    result(resting, OrderOutcome.class);
    for (OrderOutcome order : report.orders()) {
      if (!order.state().terminal()) {
        result(stub(WorkflowIds.order(prefix, ACCOUNT, order.clientOrderId())), OrderOutcome.class);
      }
    }
    return report;
  }

  /** Leaves nothing behind that waits for a worker of this round. */
  void tidyUp() {
    stub(WorkflowIds.killSwitch(prefix)).terminate("the round is over");
  }

  private void endDay() {
    try {
      Path beside = endOfDay.resolveSibling("end-of-day.tmp");
      Files.writeString(beside, CALENDAR.next(CALENDAR.next(AS_OF).date()).open().toString());
      Files.move(beside, endOfDay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkflowStub startRun() {
    DecisionRunInput input =
        new DecisionRunInput(
            prefix, ACCOUNT, STRATEGY, AS_OF, TradingMode.PAPER, 1, STAGE, null, null);
    WorkflowStub run = untyped("DecisionRun", WorkflowIds.run(prefix, ACCOUNT, STRATEGY, AS_OF, 1));
    run.start(input);
    return run;
  }

  private WorkflowStub start(Order order) {
    String id = order.clientOrderId();
    OrderContext context =
        new OrderContext(prefix, ACCOUNT, AS_OF, TradingMode.PAPER, STAGE, GateLevel.L0);
    WorkflowStub workflow = untyped("Order", WorkflowIds.order(prefix, ACCOUNT, id));
    workflow.start(new OrderInput(context, id, order));
    return workflow;
  }

  private static Order order(String name, Side side, String quantity, @Nullable String limitPrice) {
    return new Order(
        "single-" + name,
        "intent-" + name,
        ACCOUNT,
        STRATEGY,
        modelVersion(),
        PaperBroker.NAME,
        "AAPL",
        side,
        limitPrice == null ? OrderType.MARKET : OrderType.LIMIT,
        new BigDecimal(quantity),
        limitPrice == null ? null : new BigDecimal(limitPrice),
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        CALENDAR.session(AS_OF).orElseThrow().close(),
        CALENDAR.sessionsAfter(AS_OF, CALENDAR.next(AS_OF).date()),
        null,
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

  private static <T> T result(WorkflowStub workflow, Class<T> type) throws TimeoutException {
    return workflow.getResult(PATIENCE_SECONDS, TimeUnit.SECONDS, type);
  }

  /** By its memo, which the server answers while no worker lives. */
  private static void awaitAtBroker(WorkflowStub order) throws TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!String.valueOf(order.describe().getMemo("outcome", String.class))
        .startsWith("WORKING")) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the resting order never came to the broker");
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
