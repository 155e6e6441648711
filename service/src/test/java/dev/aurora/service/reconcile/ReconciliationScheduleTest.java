package dev.aurora.service.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.reconcile.ReconciliationActivities;
import dev.aurora.workflows.reconcile.ReconciliationReport;
import dev.aurora.workflows.reconcile.ReconciliationWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the real Temporal server. */
class ReconciliationScheduleTest {

  private final String prefix = "test-" + UUID.randomUUID() + "/";
  private final WorkflowClient client = RealTemporal.client();
  private final ScheduleClient schedules =
      ScheduleClient.newInstance(
          client.getWorkflowServiceStubs(),
          TemporalConnection.plain(RealTemporal.target()).schedules());
  private final ReconciliationSchedule schedule = new ReconciliationSchedule(schedules, prefix);
  private final AtomicInteger comparisons = new AtomicInteger();
  private WorkerFactory workers;

  @BeforeEach
  void work() {
    workers = WorkerFactory.newInstance(client);
    var worker = workers.newWorker(TaskQueues.orders(prefix));
    worker.registerWorkflowImplementationTypes(ReconciliationWorkflowImpl.class);
    worker.registerActivitiesImplementations(
        (ReconciliationActivities)
            () -> {
              comparisons.incrementAndGet();
              return new ReconciliationReport(
                  List.of(new ReconciliationReport.Account("PAPER-1", true, List.of(), null)));
            });
    workers.start();
  }

  @AfterEach
  void stop() {
    handle().delete();
    workers.shutdownNow();
  }

  @Test
  void comparesAtOnceWhenAsked() {
    schedule.start();

    schedule.now();

    assertThat(
            Waiting.until(
                () -> comparisons.get() == 1, Duration.ofSeconds(20), Duration.ofMillis(50)))
        .isTrue();
  }

  @Test
  void isPausedWhileNobodyWorksAndGoesOnWithTheNextStart() {
    schedule.start();
    schedule.stop();
    assertThat(handle().describe().getSchedule().getState().isPaused()).isTrue();

    schedule.start();

    assertThat(handle().describe().getSchedule().getState().isPaused()).isFalse();
  }

  private ScheduleHandle handle() {
    return schedules.getHandle(WorkflowIds.reconciliation(prefix));
  }
}
