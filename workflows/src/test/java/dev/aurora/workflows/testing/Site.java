package dev.aurora.workflows.testing;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunWorkflowImpl;
import dev.aurora.workflows.stage.Provenance;
import dev.aurora.workflows.stage.StageChoice;
import dev.aurora.workflows.stage.StageVersions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.PreferredVersionProvider;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** An in-memory server, and order workers as the service sets them up. */
public final class Site implements AutoCloseable {

  public static final Provenance PROVENANCE = new Provenance("sha256:rules", "m-1", "b-1");

  private static final LocalDate AS_OF = LocalDate.of(2013, 1, 2);
  private static final String ACCOUNT = "PAPER-1";

  /** The first task on a cold JVM and a busy machine trips the default of 1 s. */
  private static final long DEADLOCK_DETECTION_MILLIS = 10_000;

  public final TestWorkflowEnvironment environment;
  private volatile PreferredVersionProvider versions = new StageVersions();
  private WorkerFactory workers;

  public Site() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
  }

  /** From now on every worker would choose otherwise; each task comes to one that knows nothing. */
  public void flip(PreferredVersionProvider other) {
    versions = other;
  }

  /** Starts workers that prefer versions as the service's do. */
  public void startWorkers(ScriptedSteps steps) {
    // Nothing cached: each task is replayed from its history, as by a worker that has just started.
    workers =
        WorkerFactory.newInstance(
            environment.getWorkflowClient(),
            WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
    Worker worker =
        workers.newWorker(
            TaskQueues.orders(""),
            WorkerOptions.newBuilder()
                .setPreferredVersionProvider(asked -> versions.getPreferredVersion(asked))
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
                .build());
    worker.registerWorkflowImplementationTypes(
        WorkflowImplementationOptions.newBuilder()
            .setEnableUpsertVersionSearchAttributes(true)
            .build(),
        DecisionRunWorkflowImpl.class,
        OrderWorkflowImpl.class);
    worker.registerActivitiesImplementations(steps);
    workers.start();
  }

  /** Starts a run at a stage, as the service does. */
  public WorkflowStub startRun(StageChoice choice) {
    DecisionRunInput input =
        new DecisionRunInput(
            "", ACCOUNT, "momentum", AS_OF, TradingMode.PAPER, 1, choice, null, null);
    return start("DecisionRun", "run/PAPER-1/momentum/2013-01-02", choice.stage(), input);
  }

  /** Starts an order at a stage, as the service does. */
  public WorkflowStub startOrder(StageChoice choice) {
    OrderContext context =
        new OrderContext("", ACCOUNT, AS_OF, TradingMode.PAPER, choice, GateLevel.L0);
    return start(
        "Order", "order/PAPER-1/o-9", choice.stage(), new OrderInput(context, "o-9", order()));
  }

  private WorkflowStub start(String type, String id, Stage stage, Object input) {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.orders(""))
                    .setWorkflowId(id)
                    .setTypedSearchAttributes(SearchAttributes.of(ACCOUNT, stage))
                    .build());
    stub.start(input);
    return stub;
  }

  private static Order order() {
    return new Order(
        "o-9",
        "o-9",
        ACCOUNT,
        "momentum",
        "m-1",
        "PAPER",
        "AAPL",
        Side.BUY,
        OrderType.LIMIT,
        BigDecimal.TEN,
        BigDecimal.ONE,
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        Instant.parse("2013-01-02T21:00:00Z"),
        1,
        null,
        false);
  }

  @Override
  public void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
    environment.close();
  }
}
