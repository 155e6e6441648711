package dev.aurora.service.temporal;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

/**
 * A target with everything needed to connect: TLS, API key and headers where the environment gives
 * them.
 *
 * @param target what is connected to
 * @param stubs options for the service stubs
 * @param client options for the workflow client, namespace included
 */
public record TemporalConnection(
    TemporalTarget target, WorkflowServiceStubsOptions stubs, WorkflowClientOptions client) {

  /** Options for a client of schedules that speaks as the workflow client does. */
  public ScheduleClientOptions schedules() {
    return ScheduleClientOptions.newBuilder()
        .setNamespace(client.getNamespace())
        .setDataConverter(client.getDataConverter())
        .build();
  }

  /** A connection without TLS or credentials: the embedded server on loopback. */
  public static TemporalConnection plain(TemporalTarget target) {
    return new TemporalConnection(
        target,
        WorkflowServiceStubsOptions.newBuilder().setTarget(target.address()).build(),
        WorkflowClientOptions.newBuilder().setNamespace(target.namespace()).build());
  }
}
