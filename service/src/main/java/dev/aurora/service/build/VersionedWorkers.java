package dev.aurora.service.build;

import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The workers of orders and runs in this process, one for each build that it serves: the workflow
 * code is the build's own, the activities are this program's, which owns the books. Two builds in
 * one process need a factory each. Thread-safe.
 */
public final class VersionedWorkers {

  private final WorkflowClient client;
  private final String taskQueue;
  private final String deployment;
  private final Supplier<WorkerOptions.Builder> options;
  private final Map<String, Served> served = new HashMap<>();

  /**
   * @param taskQueue of orders and runs
   * @param deployment name of the Worker Deployment
   * @param options of each worker, before what tells builds apart
   */
  public VersionedWorkers(
      WorkflowClient client,
      String taskQueue,
      String deployment,
      Supplier<WorkerOptions.Builder> options) {
    this.client = client;
    this.taskQueue = taskQueue;
    this.deployment = deployment;
    this.options = options;
  }

  private record Served(WorkerFactory factory, BuildCode code) {

    void stop() {
      factory.shutdown();
      factory.awaitTermination(5, TimeUnit.SECONDS);
      code.close();
    }
  }

  /** Begins to serve a build. What it begins stays on it to its end, whatever becomes current. */
  public synchronized void serve(String build, BuildCode code, List<Object> activities) {
    if (served.containsKey(build)) {
      return;
    }
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    Worker worker =
        factory.newWorker(
            taskQueue,
            options
                .get()
                .setPreferredVersionProvider(code.versions())
                .setDeploymentOptions(
                    WorkerDeploymentOptions.newBuilder()
                        .setUseVersioning(true)
                        .setVersion(new WorkerDeploymentVersion(deployment, build))
                        .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                        .build())
                .build());
    worker.registerWorkflowImplementationTypes(
        // An execution's page and searches show which versions it has recorded.
        WorkflowImplementationOptions.newBuilder()
            .setEnableUpsertVersionSearchAttributes(true)
            .build(),
        code.workflows().toArray(Class<?>[]::new));
    worker.registerActivitiesImplementations(activities.toArray());
    factory.start();
    served.put(build, new Served(factory, code));
  }

  /** Ends the service of one build. */
  synchronized void retire(String build) {
    Served gone = served.remove(build);
    if (gone != null) {
      gone.stop();
    }
  }

  /** Ends all of it. */
  public synchronized void stop() {
    served.values().forEach(one -> one.factory().shutdown());
    served.values().forEach(Served::stop);
    served.clear();
  }
}
