package dev.aurora.service.night;

import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.gate.NightlyGatesWorkflow;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Temporal Schedule that runs a level every night, long after the close of New York and before
 * its open. It pauses itself when a run fails: then a person looks, and lets it go on. Thread-safe.
 */
public final class NightSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(NightSchedule.class);

  /** 03:30 UTC. */
  private static final int HOUR = 3;

  private static final int MINUTE = 30;

  /** A night that was missed for longer is a missing night. */
  private static final Duration CATCH_UP = Duration.ofHours(12);

  /** Longer than a service may be down over night, shorter than the next night is away. */
  private static final Duration RUN_TIMEOUT = Duration.ofHours(12);

  private final ScheduleClient client;
  private final String prefix;
  private final String level;
  private final String id;

  /**
   * @param prefix of this installation's workflow ids and task queues
   * @param level such as {@code L1}
   */
  public NightSchedule(ScheduleClient client, String prefix, String level) {
    this.client = client;
    this.prefix = prefix;
    this.level = level;
    this.id = WorkflowIds.nightlyGates(prefix, level);
  }

  /** Creates it, or brings the one that is there up to date; one that is paused stays paused. */
  public void start() {
    try {
      client.createSchedule(id, schedule().build(), ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException known) {
      ScheduleHandle handle = client.getHandle(id);
      handle.update(
          input ->
              new ScheduleUpdate(
                  schedule().setState(state(input.getDescription().getSchedule())).build()));
      if (paused()) {
        LOG.error("the schedule {} is paused: no night is judged until it is resumed", id);
      }
    }
  }

  /** Whether it stands still, since a run failed or somebody paused it. */
  public boolean paused() {
    return state(client.getHandle(id).describe().getSchedule()).isPaused();
  }

  private static ScheduleState state(Schedule schedule) {
    return Objects.requireNonNull(schedule.getState(), "a schedule that is described has a state");
  }

  /** Lets it go on. */
  public void resume(String reason) {
    client.getHandle(id).unpause(reason);
  }

  private Schedule.Builder schedule() {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.gates(prefix))
            .setWorkflowExecutionTimeout(RUN_TIMEOUT)
            .setStaticSummary("Gates of " + level + ", every night")
            // With a summary alone the SDK can't read its own schedule back (1.38.0).
            .setStaticDetails(
                "Starts the run of this night's gates. Three green nights in a row are needed for"
                    + " a promotion; a red or missing night breaks the row.")
            .build();
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(NightlyGatesWorkflow.class)
                .setArguments(prefix, level)
                .setOptions(options)
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setCalendars(
                    List.of(
                        ScheduleCalendarSpec.newBuilder()
                            .setHour(List.of(new ScheduleRange(HOUR)))
                            .setMinutes(List.of(new ScheduleRange(MINUTE)))
                            .setSeconds(List.of(new ScheduleRange(0)))
                            .build()))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .setPauseOnFailure(true)
                .build());
  }
}
