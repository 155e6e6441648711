package dev.aurora.service.app;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.build.BuildKeeper;
import dev.aurora.service.build.BuildLog;
import dev.aurora.service.build.BuildStore;
import dev.aurora.service.build.Deployment;
import dev.aurora.service.build.VersionedWorkers;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.ramp.RampBooks;
import dev.aurora.service.ramp.RampLimitsFile;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.service.rollout.RolloutPatrol;
import dev.aurora.service.rollout.StagePolicy;
import dev.aurora.service.rollout.StagePolicyStore;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What a new execution takes is told here: stages and builds. */
@ApplicationScoped
public class RolloutWiring {

  // Stages

  @Produces
  @Singleton
  StagePolicyStore stagePolicyStore(@Named("journal") Database database, Clock clock) {
    return new StagePolicyStore(database, clock);
  }

  @Produces
  @Singleton
  StagePolicy stagePolicy(StagePolicyStore store, Settings settings) {
    return new StagePolicy(store, settings.rollback());
  }

  @Produces
  @Singleton
  RolloutPatrol rolloutPatrol(
      RolloutDesk desk, WorkflowClient client, Settings settings, Clock clock) {
    return new RolloutPatrol(
        desk,
        client,
        WorkflowIds.rollout(settings.prefix()),
        settings.rollback(),
        ProcessHandle.current().pid() + "/" + clock.instant());
  }

  void close(@Disposes RolloutPatrol patrol) {
    patrol.stop();
  }

  @Produces
  @Singleton
  BuildId build() {
    return BuildId.of(Stage.class, StageChoice.class, RolloutWiring.class);
  }

  @Produces
  @Singleton
  RampBooks rampBooks(@Named("journal") Database database, Clock clock) {
    return new RampBooks(database, clock);
  }

  @Produces
  @Singleton
  RampLimitsFile rampLimits(Settings settings) {
    return RampLimitsFile.in(settings.data());
  }

  // Builds

  @Produces
  @Singleton
  Deployment deployment(WorkflowServiceStubs stubs, Settings settings, Clock clock) {
    return new Deployment(
        stubs,
        settings.temporal().client().getNamespace(),
        TaskQueues.deployment(settings.prefix()),
        TaskQueues.orders(settings.prefix()),
        Deployment.ALIVE,
        clock);
  }

  @Produces
  @Singleton
  BuildStore buildStore(Settings settings, Clock clock) {
    return new BuildStore(settings.home(), clock);
  }

  @Produces
  @Singleton
  BuildLog buildLog(@Named("journal") Database database, Clock clock) {
    return new BuildLog(database, clock);
  }

  @Produces
  @Singleton
  VersionedWorkers versionedWorkers(WorkflowClient client, Settings settings) {
    return new VersionedWorkers(
        client,
        TaskQueues.orders(settings.prefix()),
        TaskQueues.deployment(settings.prefix()),
        WorkerHost::workerOptions);
  }

  @Produces
  @Singleton
  BuildKeeper buildKeeper(
      Deployment deployment,
      BuildStore store,
      BuildLog log,
      VersionedWorkers workers,
      BuildId own,
      WorkflowClient client,
      Settings settings,
      Clock clock) {
    String rollout = WorkflowIds.rollout(settings.prefix());
    return new BuildKeeper(
        deployment,
        store,
        log,
        workers,
        own,
        () -> client.newUntypedWorkflowStub(rollout).signal("refresh"),
        clock);
  }

  void close(@Disposes BuildKeeper keeper) {
    keeper.stop();
  }
}
