package dev.aurora.service.temporal;

import com.google.protobuf.util.Durations;
import dev.aurora.service.process.Waiting;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Operator's calls on one namespace of a Temporal server. Each can be repeated: it changes only
 * what is not as it should be. Not thread-safe; close it to give its connections back.
 */
final class TemporalAdmin implements AutoCloseable {

  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String namespace;
  private final WorkflowServiceStubs workflows;
  private final OperatorServiceStubs operator;

  TemporalAdmin(TemporalConnection connection) {
    this.namespace = connection.target().namespace();
    WorkflowServiceStubsOptions options =
        WorkflowServiceStubsOptions.newBuilder(connection.stubs())
            .setRpcTimeout(RPC_TIMEOUT)
            .setHealthCheckAttemptTimeout(RPC_TIMEOUT)
            .setSystemInfoTimeout(RPC_TIMEOUT)
            .build();
    this.workflows = WorkflowServiceStubs.newServiceStubs(options);
    this.operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(options).validateAndBuildWithDefaults());
  }

  /**
   * Whether the front end says that it serves and knows the namespace.
   *
   * @throws StatusRuntimeException when the server answers something that waiting won't change
   */
  boolean isServing() {
    try {
      HealthCheckResponse health = workflows.healthCheck();
      return health.getStatus() == HealthCheckResponse.ServingStatus.SERVING
          && describe().hasNamespaceInfo();
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case UNAVAILABLE, DEADLINE_EXCEEDED, NOT_FOUND, INTERNAL, CANCELLED, UNKNOWN -> false;
        default -> throw e;
      };
    }
  }

  /** Raises the retention of closed workflows to {@code wanted}; a longer one stays. */
  void ensureRetention(Duration wanted) {
    long now = Durations.toMillis(describe().getConfig().getWorkflowExecutionRetentionTtl());
    if (now < wanted.toMillis()) {
      workflows
          .blockingStub()
          .updateNamespace(
              UpdateNamespaceRequest.newBuilder()
                  .setNamespace(namespace)
                  .setConfig(
                      NamespaceConfig.newBuilder()
                          .setWorkflowExecutionRetentionTtl(
                              Durations.fromMillis(wanted.toMillis())))
                  .build());
    }
  }

  /** Retention of closed workflows. */
  Duration retention() {
    return Duration.ofMillis(
        Durations.toMillis(describe().getConfig().getWorkflowExecutionRetentionTtl()));
  }

  /** Search attributes that are not there, or have another type. */
  Map<String, IndexedValueType> missingSearchAttributes() {
    return SearchAttributes.missingFrom(
        operator
            .blockingStub()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap());
  }

  /**
   * Creates what {@link #missingSearchAttributes} names and waits until the server lets workflows
   * use it: its front end learns of a new attribute with a delay, and refuses workflows until then.
   *
   * @return whether all can be used
   */
  boolean ensureSearchAttributes(Duration patience) {
    Map<String, IndexedValueType> missing = missingSearchAttributes();
    if (!missing.isEmpty()) {
      operator
          .blockingStub()
          .addSearchAttributes(
              AddSearchAttributesRequest.newBuilder()
                  .setNamespace(namespace)
                  .putAllSearchAttributes(missing)
                  .build());
    }
    return Waiting.until(this::isSearchable, patience, POLL);
  }

  private boolean isSearchable() {
    String query =
        SearchAttributes.ALL.entrySet().stream()
            .map(attribute -> attribute.getKey() + " = " + anyValue(attribute.getValue()))
            .sorted()
            .collect(Collectors.joining(" AND "));
    try {
      workflows
          .blockingStub()
          .countWorkflowExecutions(
              CountWorkflowExecutionsRequest.newBuilder()
                  .setNamespace(namespace)
                  .setQuery(query)
                  .build());
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
        return false;
      }
      throw e;
    }
  }

  private static String anyValue(IndexedValueType type) {
    return switch (type) {
      case INDEXED_VALUE_TYPE_DOUBLE -> "0.5";
      case INDEXED_VALUE_TYPE_BOOL -> "true";
      default -> "'-'";
    };
  }

  private DescribeNamespaceResponse describe() {
    return workflows
        .blockingStub()
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
  }

  @Override
  public void close() {
    workflows.shutdownNow();
    operator.shutdownNow();
  }
}
