package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutCommand;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the flag of {@code AURORA_ROLLBACK} into the stage policy, again until the store takes it,
 * and tells the rollout's workflow of whatever changed in the books, so that its page shows it. On
 * a thread of its own: nobody ever waits for it. Thread-safe.
 */
public final class RolloutPatrol {

  private static final Logger LOG = LoggerFactory.getLogger(RolloutPatrol.class);
  private static final long PERIOD_MILLIS = 500;

  private final RolloutDesk desk;
  private final WorkflowClient client;
  private final String workflowId;
  private final @Nullable RolloutCommand variable;
  private final ScheduledExecutorService timer = DaemonTimer.named("rollout-patrol");

  /** The timer's thread alone uses these two. */
  private boolean written;

  private long told;

  private volatile @Nullable Stage stage;

  /**
   * @param workflowId of the rollout of this installation
   * @param variableOn whether {@code AURORA_ROLLBACK} is on
   * @param process tells this process's flag from another's
   */
  public RolloutPatrol(
      RolloutDesk desk,
      WorkflowClient client,
      String workflowId,
      boolean variableOn,
      String process) {
    this.desk = desk;
    this.client = client;
    this.workflowId = workflowId;
    this.variable = variableOn ? flag(process) : null;
  }

  /** Looks once, on the caller's thread, then goes on looking. */
  public void start() {
    look();
    timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to tell the workflow, which runs from now on. */
  public void tell() {
    timer.scheduleWithFixedDelay(this::refresh, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  public void stop() {
    timer.shutdownNow();
  }

  /**
   * The stage of events that belong to no execution, at most half a second old; empty when nobody
   * can tell: then every rule binds.
   */
  public Optional<Stage> stage() {
    return variable != null ? Optional.of(Stage.BASELINE) : Optional.ofNullable(stage);
  }

  private void look() {
    try {
      RolloutCommand flag = variable;
      if (flag != null && !written) {
        desk.apply(flag);
        written = true;
      }
      stage = desk.read().stage();
    } catch (RuntimeException storeAway) {
      // The variable counts for this process all the same; the flag follows when the store is back.
      stage = null;
      LOG.error("the stage policy can't be read or written yet: {}", storeAway.toString());
    }
  }

  private void refresh() {
    try {
      long revision = desk.read().revision();
      if (revision != told) {
        client.newUntypedWorkflowStub(workflowId).signal("refresh");
        told = revision;
      }
    } catch (StagePolicyUnreadable
        | WorkflowException
        | io.grpc.StatusRuntimeException booksOrServerAway) {
      // The policy is what starters read; the workflow is its record for the web UI.
      LOG.warn("the rollout's workflow is not told yet: {}", booksOrServerAway.toString());
    } catch (RuntimeException failed) {
      // A timer that throws never looks again.
      LOG.error("the rollout's workflow is not told yet; tried again", failed);
    }
  }

  private static RolloutCommand flag(String process) {
    return new RolloutCommand(
        "variable/" + process,
        RolloutAction.ROLLBACK,
        0,
        null,
        null,
        "process " + process,
        "AURORA_ROLLBACK is on",
        "environment");
  }
}
