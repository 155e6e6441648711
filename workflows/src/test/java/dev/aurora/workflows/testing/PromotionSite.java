package dev.aurora.workflows.testing;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.promotion.PromotionAnswer;
import dev.aurora.workflows.promotion.PromotionInput;
import dev.aurora.workflows.promotion.PromotionReport;
import dev.aurora.workflows.promotion.PromotionState;
import dev.aurora.workflows.promotion.PromotionWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An in-memory server whose time runs by itself, and one promotion on it. */
public final class PromotionSite implements AutoCloseable {

  private static final String WORKFLOW = "promotion/momentum/c-1";

  /** The first task on a cold JVM and a busy machine trips the default of 1 s. */
  private static final long DEADLOCK_DETECTION_MILLIS = 10_000;

  public final TestWorkflowEnvironment environment;
  private final WorkflowStub promotion;

  public PromotionSite(ScriptedPromotion script) {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker =
        environment.newWorker(
            TaskQueues.control(""),
            WorkerOptions.newBuilder()
                .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
                .build());
    worker.registerWorkflowImplementationTypes(PromotionWorkflowImpl.class);
    worker.registerActivitiesImplementations(script);
    environment.start();
    promotion =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "Promotion",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.control(""))
                    .setWorkflowId(WORKFLOW)
                    .build());
    promotion.start(input());
  }

  private static PromotionInput input() {
    return new PromotionInput(
        "momentum/c-1/1",
        "PAPER-1",
        "momentum",
        TradingMode.PAPER,
        "ann",
        "three green nights",
        Duration.ofHours(24),
        List.of(25, 100),
        Duration.ofHours(1),
        Duration.ofMinutes(20));
  }

  /** What the service sends after two persons approved. */
  public PromotionAnswer approve(String approvalId) {
    return promotion.update("approve", PromotionAnswer.class, Map.of("approvalId", approvalId));
  }

  /** A message from anybody. */
  public PromotionAnswer bare(Object payload) {
    return promotion.update("approve", PromotionAnswer.class, payload);
  }

  public void refresh() {
    promotion.signal("refresh");
  }

  public PromotionReport state() {
    return promotion.query("state", PromotionReport.class);
  }

  /** An update is answered while the candidate is still assessed: what follows must not be. */
  public void awaitAssessment() {
    while (state().state() == PromotionState.ASSESSING) {
      Thread.onSpinWait();
    }
  }

  public PromotionReport result() {
    return promotion.getResult(PromotionReport.class);
  }

  /** What the page shows. */
  public String page() {
    return promotion.describe().getMemo("state", String.class, String.class);
  }

  public String history() {
    return environment.getWorkflowClient().fetchHistory(WORKFLOW).toJson(true);
  }

  @Override
  public void close() {
    environment.close();
  }
}
