package dev.aurora.service.build;

import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.RoutingConfig;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.enums.v1.RoutingConfigUpdateState;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentRampingVersionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Worker Deployment of one installation, as its Temporal server has it. Every call asks the
 * server; what it throws is gRPC's. Thread-safe.
 */
public final class Deployment {

  /**
   * A worker that waits for work asks at least once a minute. The server keeps making a build
   * current whose workers are all dead, so this is looked at before.
   */
  public static final Duration ALIVE = Duration.ofSeconds(70);

  private static final int CALL_SECONDS = 5;
  private static final int LISTED_MAX = 1000;

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final String name;
  private final String taskQueue;
  private final Duration alive;
  private final Clock clock;

  /**
   * @param name of the Worker Deployment
   * @param taskQueue of orders and runs
   * @param alive how long ago a worker may have asked for work to count as living
   */
  public Deployment(
      WorkflowServiceStubs stubs,
      String namespace,
      String name,
      String taskQueue,
      Duration alive,
      Clock clock) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.name = name;
    this.taskQueue = taskQueue;
    this.alive = alive;
    this.clock = clock;
  }

  /** Name of the Worker Deployment. */
  public String name() {
    return name;
  }

  /** Where new executions go. */
  Routing routing() {
    try {
      return routing(
          server()
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(namespace)
                      .setDeploymentName(name)
                      .build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Routing.NONE;
      }
      throw e;
    }
  }

  /**
   * New executions take {@code build}, whose worker is about to begin: the first build of an
   * installation. Waiting until the server knows that worker would cost seconds of each first
   * start.
   */
  void makeFirst(String build, Routing seen) {
    server()
        .setWorkerDeploymentCurrentVersion(current(build, seen).setAllowNoPollers(true).build());
  }

  /** New executions take {@code build}; refused by the server when things moved since. */
  void makeCurrent(String build, Routing seen) {
    server().setWorkerDeploymentCurrentVersion(current(build, seen).build());
  }

  private SetWorkerDeploymentCurrentVersionRequest.Builder current(String build, Routing seen) {
    return SetWorkerDeploymentCurrentVersionRequest.newBuilder()
        .setNamespace(namespace)
        .setDeploymentName(name)
        .setBuildId(build)
        .setConflictToken(seen.token())
        // A queue that only the build before polled would stop this; ours is always one.
        .setIgnoreMissingTaskQueues(true);
  }

  /**
   * A share of new executions takes {@code build}.
   *
   * @param build null = no build ramps any more; a share of 0 alone would leave it ramping
   */
  void ramp(@Nullable String build, int percent, Routing seen) {
    server()
        .setWorkerDeploymentRampingVersion(
            SetWorkerDeploymentRampingVersionRequest.newBuilder()
                .setNamespace(namespace)
                .setDeploymentName(name)
                .setBuildId(build == null ? "" : build)
                .setPercentage(percent)
                .setConflictToken(seen.token())
                .setIgnoreMissingTaskQueues(true)
                .build());
  }

  /** Builds with a worker that has asked for both kinds of work lately. */
  Set<String> alive() {
    Set<String> builds = new HashSet<>(polled(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW));
    builds.retainAll(polled(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY));
    return builds;
  }

  /** How many executions run on a build, as far as the server's list knows already. */
  long running(String build) {
    return server()
        .countWorkflowExecutions(
            CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setQuery(
                    "TemporalWorkerDeploymentVersion = '"
                        + name
                        + ":"
                        + build
                        + "' AND ExecutionStatus = 'Running'")
                .build())
        .getCount();
  }

  /** Ids of executions that began on a build, the newest of them, at most a thousand. */
  List<String> begunOn(String build, Instant since) {
    return server()
        .listWorkflowExecutions(
            ListWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setPageSize(LISTED_MAX)
                .setQuery(
                    "TemporalWorkerDeploymentVersion = '"
                        + name
                        + ":"
                        + build
                        + "' AND StartTime >= '"
                        + since
                        + "'")
                .build())
        .getExecutionsList()
        .stream()
        .map(execution -> execution.getExecution().getWorkflowId())
        .toList();
  }

  private Set<String> polled(TaskQueueType kind) {
    List<PollerInfo> pollers =
        server()
            .describeTaskQueue(
                DescribeTaskQueueRequest.newBuilder()
                    .setNamespace(namespace)
                    .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                    .setTaskQueueType(kind)
                    .build())
            .getPollersList();
    long since = clock.millis() - alive.toMillis();
    return pollers.stream()
        .filter(poller -> poller.getDeploymentOptions().getDeploymentName().equals(name))
        .filter(poller -> Timestamps.toMillis(poller.getLastAccessTime()) >= since)
        .map(poller -> poller.getDeploymentOptions().getBuildId())
        .collect(Collectors.toSet());
  }

  private static Routing routing(DescribeWorkerDeploymentResponse answer) {
    WorkerDeploymentInfo info = answer.getWorkerDeploymentInfo();
    RoutingConfig config = info.getRoutingConfig();
    return new Routing(
        named(config.getCurrentDeploymentVersion().getBuildId()),
        named(config.getRampingDeploymentVersion().getBuildId()),
        Math.round(config.getRampingVersionPercentage()),
        Instant.ofEpochMilli(Timestamps.toMillis(config.getRampingVersionPercentageChangedTime())),
        info.getRoutingConfigUpdateState()
            != RoutingConfigUpdateState.ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS,
        info.getVersionSummariesList().stream()
            .map(
                version ->
                    new Routing.Version(
                        version.getDeploymentVersion().getBuildId(),
                        version
                            .getStatus()
                            .name()
                            .substring("WORKER_DEPLOYMENT_VERSION_STATUS_".length())))
            .toList(),
        answer.getConflictToken());
  }

  private static @Nullable String named(String build) {
    return build.isEmpty() ? null : build;
  }

  private WorkflowServiceBlockingStub server() {
    return stubs.blockingStub().withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }
}
