package dev.aurora.service.ruleset;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import dev.aurora.workflows.ruleset.RuleReleaseInput;
import dev.aurora.workflows.ruleset.RuleReleaseWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.Map;

/** The workflows of releases: started, and told what persons have approved. Thread-safe. */
public class ReleaseWorkflows {

  private static final int DIGEST_SHOWN = 19;

  private final WorkflowClient client;
  private final ReleaseStore store;
  private final String prefix;

  public ReleaseWorkflows(WorkflowClient client, ReleaseStore store, String prefix) {
    this.client = client;
    this.store = store;
    this.prefix = prefix;
  }

  /** A release as a person finds it in the web UI. */
  public String id(String release) {
    return WorkflowIds.ruleRelease(prefix, release);
  }

  /** Starts the workflow of a proposal, unless it runs: whoever needs it may call this. */
  public void ensure(String release) {
    ReleaseEntry proposed = store.read().step(release, ReleaseAction.PROPOSED).orElseThrow();
    RuleReleaseWorkflow workflow =
        client.newWorkflowStub(
            RuleReleaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id(release))
                .setTaskQueue(TaskQueues.control(prefix))
                .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
                // A set that was in force may be proposed again later.
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("Release of rule set " + release.substring(0, DIGEST_SHOWN))
                .build());
    Duration lasts = proposed.terms().lasts();
    WorkflowClient.start(
        workflow::run,
        new RuleReleaseInput(
            release,
            proposed.ruleSet(),
            proposed.by(),
            proposed.reason(),
            proposed.terms().shadow().toSeconds(),
            lasts == null ? 0 : lasts.toSeconds()));
  }

  /** Tells the workflow of an approval, and waits for its answer. */
  public RuleReleaseAnswer tell(String release, String update, String approvalId) {
    return client
        .newUntypedWorkflowStub(id(release))
        .update(update, RuleReleaseAnswer.class, Map.of("approvalId", approvalId));
  }
}
