package dev.aurora.service.reconcile;

import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.reconcile.ReconciliationWorkflow;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Temporal Schedule that compares books and broker: never two at a time, nothing caught up that
 * is older than the next comparison. Thread-safe.
 */
public final class ReconciliationSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationSchedule.class);

  /** A break is known within this time, also when nothing else happens. */
  private static final Duration EVERY = Duration.ofMinutes(5);

  /** What was missed while nobody worked is made up for by the comparison at the start. */
  private static final Duration CATCH_UP = Duration.ofSeconds(10);

  /** One that no worker took is given up before the next one is due. */
  private static final Duration RUN_TIMEOUT = Duration.ofMinutes(4);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final ScheduleClient client;
  private final String id;
  private final String taskQueue;

  /**
   * @param prefix of this installation's workflow ids and task queues
   */
  public ReconciliationSchedule(ScheduleClient client, String prefix) {
    this.client = client;
    this.id = WorkflowIds.reconciliation(prefix);
    this.taskQueue = TaskQueues.orders(prefix);
  }

  /** Creates the schedule, or brings the one that is there up to date and lets it go on. */
  public void start() {
    try {
      client.createSchedule(id, schedule(), ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException known) {
      ScheduleHandle handle = client.getHandle(id);
      handle.update(input -> new ScheduleUpdate(schedule()));
      handle.unpause("the service started");
    }
  }

  /** Compares now, unless a comparison is under way. */
  public void now() {
    client.getHandle(id).trigger(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
  }

  /** Nobody will work on it until the next start. A server that is away keeps no one waiting. */
  public void stop() {
    Thread pausing = Thread.ofPlatform().daemon().name("pause-schedule").start(this::pause);
    try {
      if (!pausing.join(STOP_PATIENCE)) {
        LOG.info("the schedule {} is not paused: no answer", id);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause() {
    try {
      client.getHandle(id).pause("the service stopped");
    } catch (RuntimeException serverAway) {
      LOG.info("the schedule {} is not paused: {}", id, serverAway.toString());
    }
  }

  private Schedule schedule() {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(taskQueue)
            .setWorkflowExecutionTimeout(RUN_TIMEOUT)
            .setStaticSummary("Compare books and broker")
            // With a summary alone the SDK can't read its own schedule back (1.38.0).
            .setStaticDetails(
                "Catches up with the broker, then compares orders, fills, positions and cash. What"
                    + " differs twice is an open break: openers are denied while it stands.")
            .build();
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(ReconciliationWorkflow.class)
                .setOptions(options)
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(EVERY)))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .build();
  }
}
