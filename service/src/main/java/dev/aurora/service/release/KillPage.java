package dev.aurora.service.release;

import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
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
 * Tells the kill switch's workflow what persons have done, after the books have it. Nothing depends
 * on the answer: while Temporal is away the page is behind, and catches up by itself. Thread-safe.
 */
public final class KillPage {

  private static final Logger LOG = LoggerFactory.getLogger(KillPage.class);

  /** Who waits for this is a person at a terminal. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final WorkflowClient client;
  private final String workflowId;
  private final ExecutorService callers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("kill-page-", 1).factory());

  /**
   * @param workflowId of the kill switch of this installation
   */
  public KillPage(WorkflowClient client, String workflowId) {
    this.client = client;
    this.workflowId = workflowId;
  }

  /** Tells of a confirmation; answers whether the page shows it. */
  public boolean confirmed(String commandId, String approvalId) {
    return tell("confirm", commandId, approvalId);
  }

  /** Tells of a release by two; answers whether the page shows it. */
  public boolean released(String commandId, String approvalId) {
    return tell("release", commandId, approvalId);
  }

  /** Ends telling. */
  public void stop() {
    callers.shutdownNow();
  }

  private boolean tell(String update, String commandId, String approvalId) {
    Future<String> answer = callers.submit(() -> send(update, commandId, approvalId));
    try {
      String said = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (!said.equals("done")) {
        LOG.error("the kill switch's workflow answered {} to {} of {}", said, update, commandId);
      }
      return said.equals("done");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException away) {
      answer.cancel(true);
      LOG.warn(
          "the kill switch's page is behind: {} of {}: {}", update, commandId, away.toString());
      return false;
    }
  }

  private String send(String update, String commandId, String approvalId) {
    // A map and not the record: what an older or newer workflow answers beside is none of this.
    Map<?, ?> answer =
        client
            .newUntypedWorkflowStub(workflowId)
            .startUpdate(
                UpdateOptions.newBuilder(Map.class)
                    .setUpdateName(update)
                    .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                    .build(),
                Map.of("commandId", commandId, "approvalId", approvalId))
            .getResult();
    return String.valueOf(answer.get("answer"));
  }
}
