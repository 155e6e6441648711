package dev.aurora.workflows.gate;

import dev.aurora.workflows.WorkflowIds;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Gives the run the id that operators look up, which a Schedule can't. */
public final class NightlyGatesWorkflowImpl implements NightlyGatesWorkflow {

  /** Set by the server on what a Schedule starts; a night caught up late keeps its date. */
  private static final SearchAttributeKey<OffsetDateTime> DUE =
      SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

  @Override
  public GateRunReport run(String prefix, String level) {
    LocalDate asOf = asOf();
    Workflow.setCurrentDetails("Runs `" + WorkflowIds.gates(prefix, level, asOf) + "`");
    return Workflow.newChildWorkflowStub(
            GateRunWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.gates(prefix, level, asOf))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary("Gates of " + level + ", night of " + asOf)
                .build())
        .run(new GateRunInput(level, asOf));
  }

  private static LocalDate asOf() {
    @Nullable OffsetDateTime due = Workflow.getTypedSearchAttributes().get(DUE);
    return due == null
        ? LocalDate.ofInstant(Instant.ofEpochMilli(Workflow.currentTimeMillis()), ZoneOffset.UTC)
        : due.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }
}
