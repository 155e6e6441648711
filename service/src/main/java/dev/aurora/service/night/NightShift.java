package dev.aurora.service.night;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.ServiceStarted;
import dev.aurora.service.app.Settings;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.gate.GateRunWorkflowImpl;
import dev.aurora.workflows.gate.NightlyGatesWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The worker of gates, one gate at a time, on a task queue of its own and outside the versioned
 * deployment: it sends no orders. And the Schedule of the nights, which demos don't have.
 */
@ApplicationScoped
public class NightShift {

  /** What is judged every night. */
  public static final String LEVEL = "L1";

  private final WorkflowClient client;
  private final WorkflowServiceStubs stubs;
  private final Settings settings;
  private final GateEvidence evidence;
  private @Nullable WorkerFactory workers;

  @Inject
  public NightShift(
      WorkflowClient client, WorkflowServiceStubs stubs, Settings settings, GateEvidence evidence) {
    this.client = client;
    this.stubs = stubs;
    this.settings = settings;
    this.evidence = evidence;
  }

  /** For the client proxy. */
  protected NightShift() {
    this(unread(), unread(), unread(), unread());
  }

  void start(@Observes ServiceStarted event) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    workers = factory;
    Worker worker =
        factory.newWorker(
            TaskQueues.gates(settings.prefix()),
            WorkerOptions.newBuilder().setMaxConcurrentActivityExecutionSize(1).build());
    worker.registerWorkflowImplementationTypes(
        GateRunWorkflowImpl.class, NightlyGatesWorkflowImpl.class);
    worker.registerActivitiesImplementations(new GateRunDesk(settings, evidence));
    factory.start();
    if (settings.prefix().isEmpty()) {
      schedule().start();
    }
  }

  /** The Schedule of the nights. */
  public NightSchedule schedule() {
    return new NightSchedule(
        ScheduleClient.newInstance(stubs, settings.temporal().schedules()),
        settings.prefix(),
        LEVEL);
  }

  @PreDestroy
  void stop() {
    WorkerFactory running = workers;
    if (running != null) {
      running.shutdownNow();
      running.awaitTermination(5, TimeUnit.SECONDS);
    }
  }
}
