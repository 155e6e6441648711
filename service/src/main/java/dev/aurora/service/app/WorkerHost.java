package dev.aurora.service.app;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.build.BuildDesk;
import dev.aurora.service.build.BuildKeeper;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.service.rollout.StagePolicyUnreadable;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.killswitch.KillSwitchState;
import dev.aurora.workflows.killswitch.KillSwitchWorkflow;
import dev.aurora.workflows.killswitch.KillSwitchWorkflowImpl;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.promotion.PromotionWorkflowImpl;
import dev.aurora.workflows.reconcile.ReconciliationWorkflowImpl;
import dev.aurora.workflows.rollout.RolloutState;
import dev.aurora.workflows.rollout.RolloutWorkflow;
import dev.aurora.workflows.rollout.RolloutWorkflowImpl;
import dev.aurora.workflows.ruleset.RuleReleaseWorkflowImpl;
import dev.aurora.workflows.run.DecisionRunWorkflowImpl;
import dev.aurora.workflows.stage.StageChoice;
import dev.aurora.workflows.stage.StageVersions;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Temporal workers of this process. The control queue comes first: order workers poll only
 * after every kill and every rollback that was signalled before is in the books.
 */
@ApplicationScoped
public class WorkerHost {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerHost.class);

  /** A worker that died holds its cached workflows back for this long; the default is 5 s. */
  private static final Duration STICKY_TIMEOUT = Duration.ofSeconds(1);

  /** The first workflow task on a cold JVM trips the default of 1 s. */
  private static final long DEADLOCK_DETECTION_MILLIS = 10_000;

  /** The modules whose code executions replay, by a class of each. */
  private static final List<Class<?>> MODULES = List.of(Stage.class, StageChoice.class);

  /**
   * Workflows of the order queue, each pinned to the build that it began on: they are short, so a
   * build is soon no longer needed. One that lives for weeks is to be `AUTO_UPGRADE`, and to have
   * its histories frozen.
   */
  private static final List<Class<?>> VERSIONED =
      List.of(
          DecisionRunWorkflowImpl.class, OrderWorkflowImpl.class, ReconciliationWorkflowImpl.class);

  private final WorkflowClient client;
  private final Settings settings;
  private final BeanManager beans;
  private final ActivityRegistrar registrar;
  private final RolloutDesk rollouts;
  private final BuildDesk builds;
  private final BuildKeeper keeper;
  private @Nullable WorkerFactory control;
  private volatile boolean ready;

  @Inject
  public WorkerHost(
      WorkflowClient client,
      Settings settings,
      BeanManager beans,
      ActivityRegistrar registrar,
      RolloutDesk rollouts,
      BuildDesk builds,
      BuildKeeper keeper) {
    this.client = client;
    this.settings = settings;
    this.beans = beans;
    this.registrar = registrar;
    this.rollouts = rollouts;
    this.builds = builds;
    this.keeper = keeper;
  }

  /** For the client proxy. */
  protected WorkerHost() {
    this(unread(), unread(), unread(), unread(), unread(), unread(), unread());
  }

  /** Control workers first; order workers when kill switch and rollout are in step. */
  public void start() {
    Object[] activities = registrar.instances(beans).toArray();
    WorkerFactory kills = WorkerFactory.newInstance(client, factoryOptions());
    control = kills;
    Worker killWorker =
        kills.newWorker(TaskQueues.control(settings.prefix()), workerOptions().build());
    killWorker.registerWorkflowImplementationTypes(
        KillSwitchWorkflowImpl.class,
        RolloutWorkflowImpl.class,
        RuleReleaseWorkflowImpl.class,
        PromotionWorkflowImpl.class);
    killWorker.registerActivitiesImplementations(activities);
    kills.start();
    inStepWithTheKillSwitch();
    inStepWithTheRollout();

    // A demo or drill is nobody's but this process's: it takes the build that runs it.
    builds.first(!settings.prefix().isEmpty());
    keeper.serve(MODULES, VERSIONED, List.of(activities));
    ready = true;
    LOG.info("workers are polling, {} activity beans", activities.length);
  }

  /** True once order workers poll. */
  public boolean ready() {
    return ready;
  }

  @PreDestroy
  void stop() {
    ready = false;
    keeper.stop();
    WorkerFactory started = control;
    // Null when the start did not get that far.
    if (started != null) {
      started.shutdown();
      started.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private void inStepWithTheKillSwitch() {
    KillSwitchWorkflow killSwitch =
        client.newWorkflowStub(
            KillSwitchWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.killSwitch(settings.prefix()))
                .setTaskQueue(TaskQueues.control(settings.prefix()))
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("Kill switch: signal `engage` stops trading")
                .build());
    WorkflowClient.start(killSwitch::run, KillSwitchState.QUIET);
    client
        .newWorkflowStub(KillSwitchWorkflow.class, WorkflowIds.killSwitch(settings.prefix()))
        .sync();
  }

  private void inStepWithTheRollout() {
    RolloutWorkflow rollout =
        client.newWorkflowStub(
            RolloutWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.rollout(settings.prefix()))
                .setTaskQueue(TaskQueues.control(settings.prefix()))
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("Rollout: signal `rollback` takes new executions back")
                .build());
    WorkflowClient.start(rollout::run, RolloutState.FRESH);
    client.newWorkflowStub(RolloutWorkflow.class, WorkflowIds.rollout(settings.prefix())).watch();
    if (policyIsReadable()) {
      client.newWorkflowStub(RolloutWorkflow.class, WorkflowIds.rollout(settings.prefix())).sync();
    }
  }

  /** What runs must go on, cancels above all: only new executions need the stage policy. */
  private boolean policyIsReadable() {
    try {
      LOG.info("rollout: {}", rollouts.read());
      return true;
    } catch (StagePolicyUnreadable unreadable) {
      LOG.error("no new execution will start until the stage policy can be read", unreadable);
      return false;
    }
  }

  private static WorkerFactoryOptions factoryOptions() {
    return WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build();
  }

  /** Of every worker, whatever it serves. */
  static WorkerOptions.Builder workerOptions() {
    return WorkerOptions.newBuilder()
        .setStickyQueueScheduleToStartTimeout(STICKY_TIMEOUT)
        .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
        .setUsingVirtualThreadsOnActivityWorker(true)
        .setPreferredVersionProvider(new StageVersions());
  }
}
