package dev.aurora.service.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.gate.GateOrder;
import dev.aurora.workflows.gate.GateRunActivities;
import dev.aurora.workflows.gate.GateRunReport;
import dev.aurora.workflows.gate.GateRunWorkflowImpl;
import dev.aurora.workflows.gate.NightlyGatesWorkflowImpl;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real Temporal server. */
class NightScheduleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final String prefix = "test-" + UUID.randomUUID() + "/";
  private final WorkflowClient client = RealTemporal.client();
  private final ScheduleClient schedules =
      ScheduleClient.newInstance(
          client.getWorkflowServiceStubs(),
          TemporalConnection.plain(RealTemporal.target()).schedules());
  private final NightSchedule schedule = new NightSchedule(schedules, prefix, "L1");
  private final List<GateOrder> judged = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private WorkerFactory workers;

  @BeforeEach
  void work() {
    workers = WorkerFactory.newInstance(client);
    var worker = workers.newWorker(TaskQueues.gates(prefix));
    worker.registerWorkflowImplementationTypes(
        GateRunWorkflowImpl.class, NightlyGatesWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Gates());
    workers.start();
    schedule.start();
  }

  @AfterEach
  void stop() {
    handle().delete();
    workers.shutdownNow();
  }

  @Test
  void skipsANightThatOverlapsCatchesUpHalfADayAndPausesOnAFailure() {
    SchedulePolicy policy = handle().describe().getSchedule().getPolicy();

    assertThat(policy.getOverlap()).isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    assertThat(policy.getCatchupWindow()).isEqualTo(Duration.ofHours(12));
    assertThat(policy.isPauseOnFailure()).isTrue();
  }

  @Test
  void aNightIsJudgedUnderItsDate() {
    handle().trigger();

    assertThat(Waiting.until(() -> judged.size() == 1, PATIENCE, PERIOD)).isTrue();
    assertThat(judged.getFirst().evidenceId()).matches("gate/L1/\\d{4}-\\d{2}-\\d{2}");
  }

  @Test
  void aNightThatFailsPausesTheScheduleAndAStartOfTheServiceDoesNotHideIt() {
    broken = true;
    handle().trigger();
    assertThat(Waiting.until(schedule::paused, PATIENCE, PERIOD)).isTrue();

    schedule.start();
    assertThat(schedule.paused()).isTrue();

    schedule.resume("looked at");
    assertThat(schedule.paused()).isFalse();
  }

  private ScheduleHandle handle() {
    return schedules.getHandle(WorkflowIds.nightlyGates(prefix, "L1"));
  }

  private final class Gates implements GateRunActivities {

    @Override
    public List<String> gates(String level) {
      if (broken) {
        throw ApplicationFailure.newNonRetryableFailure("the books are away", "away");
      }
      return List.of("mutation");
    }

    @Override
    public GateRunReport.Judged judge(GateOrder order) {
      judged.add(order);
      return new GateRunReport.Judged(order.gate(), true, List.of(), 1);
    }
  }
}
