package dev.aurora.service.promotion;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.promotion.PromotionAnswer;
import dev.aurora.workflows.promotion.PromotionDetails;
import dev.aurora.workflows.promotion.PromotionReport;
import dev.aurora.workflows.promotion.PromotionState;
import dev.aurora.workflows.promotion.PromotionWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the workflows of promotions and tells them what is in the books. Nothing waits for it for
 * long: while Temporal is away the books stand, and the workflow follows. Thread-safe.
 */
public class PromotionRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PromotionRunner.class);

  /** Who waits for this is a person at a terminal. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final String prefix;
  private final ExecutorService callers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("promotion-", 1).factory());

  /**
   * @param prefix of this installation's workflow ids and task queues
   */
  public PromotionRunner(WorkflowClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /** Starts the workflow unless it runs. */
  void start(PromotionAsked asked) {
    PromotionWorkflow promotion = client.newWorkflowStub(PromotionWorkflow.class, options(asked));
    WorkflowClient.start(promotion::run, asked.input());
  }

  /** Tells of two approvals; answers whether the workflow goes on with them. */
  boolean approved(PromotionAsked asked, String approvalId) {
    return tell(
        "approve",
        () ->
            client
                .newUntypedWorkflowStub(id(asked))
                .startUpdate(
                    UpdateOptions.newBuilder(PromotionAnswer.class)
                        .setUpdateName("approve")
                        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                        .build(),
                    Map.of("approvalId", approvalId))
                .getResult()
                .done());
  }

  /**
   * As {@link #approved}, unless its workflow is past that: asking leaves nothing in its history,
   * which only takes so many updates.
   */
  boolean remind(PromotionAsked asked, String approvalId) {
    return !tell("state", () -> awaitsApproval(asked)) || approved(asked, approvalId);
  }

  private boolean awaitsApproval(PromotionAsked asked) {
    PromotionState state =
        client.newUntypedWorkflowStub(id(asked)).query("state", PromotionReport.class).state();
    return state == PromotionState.ASSESSING || state == PromotionState.WAITING;
  }

  /** Lets the workflow look at the books now, if it runs. */
  void refresh(PromotionAsked asked) {
    tell(
        "refresh",
        () -> {
          client.newUntypedWorkflowStub(id(asked)).signal("refresh");
          return true;
        });
  }

  /** Ends telling. */
  public void stop() {
    callers.shutdownNow();
  }

  private interface Message {
    boolean send();
  }

  private boolean tell(String what, Message message) {
    Future<Boolean> answer = callers.submit(message::send);
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException away) {
      answer.cancel(true);
      LOG.warn("a promotion's workflow is behind the books: {}: {}", what, away.toString());
      return false;
    }
  }

  private String id(PromotionAsked asked) {
    return WorkflowIds.promotion(prefix, asked.candidate().strategy(), asked.candidate().id());
  }

  private WorkflowOptions options(PromotionAsked asked) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id(asked))
        // Outside the versioned deployment: a promotion outlives builds.
        .setTaskQueue(TaskQueues.control(prefix))
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        // What was refused may be asked for again when its evidence is better.
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
        .setTypedSearchAttributes(
            io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.ACCOUNT, asked.candidate().account())
                .set(SearchAttributes.STRATEGY, asked.candidate().strategy())
                .set(SearchAttributes.RULE_SET, asked.candidate().ruleSet())
                .build())
        .setStaticSummary(
            asked.candidate().strategy() + " to " + asked.input().to() + ", " + asked.input().id())
        .setStaticDetails(PromotionDetails.asked(asked.input()))
        .build();
  }
}
