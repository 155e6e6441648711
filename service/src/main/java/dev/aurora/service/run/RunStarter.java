package dev.aurora.service.run;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.app.Settings;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.run.DecisionRunWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes.Builder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts decision runs and waits for them. Starting a run that is there already finds it. */
@ApplicationScoped
public class RunStarter {

  /** A run that is not through by then waits for something that a person has to look at. */
  private static final Duration RUN_TIMEOUT = Duration.ofDays(1);

  private final WorkflowClient client;
  private final Settings settings;

  @Inject
  public RunStarter(WorkflowClient client, Settings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** For the client proxy. */
  protected RunStarter() {
    this(unread(), unread());
  }

  /** Starts the run unless it is there, and answers its workflow id. */
  public String start(DecisionRunInput input) {
    String id =
        WorkflowIds.run(
            input.prefix(), input.account(), input.strategy(), input.asOf(), input.attempt());
    DecisionRunWorkflow run = client.newWorkflowStub(DecisionRunWorkflow.class, options(id, input));
    try {
      WorkflowClient.start(run::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      // It ended well before: its result stands, and the bar is never decided twice.
      return id;
    }
    return id;
  }

  /** The run's result, or empty when it takes longer than {@code patience}. */
  public Optional<DecisionRunReport> await(String workflowId, Duration patience) {
    try {
      return Optional.of(
          WorkflowStub.fromTyped(client.newWorkflowStub(DecisionRunWorkflow.class, workflowId))
              .getResult(patience.toMillis(), TimeUnit.MILLISECONDS, DecisionRunReport.class));
    } catch (TimeoutException stillRunning) {
      return Optional.empty();
    }
  }

  private WorkflowOptions options(String id, DecisionRunInput input) {
    Builder attributes =
        io.temporal.common.SearchAttributes.newBuilder(
            SearchAttributes.of(input.account(), input.stage().stage()));
    attributes.set(SearchAttributes.STRATEGY, input.strategy());
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.orders(settings.prefix()))
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(
            WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY)
        .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
        .setWorkflowRunTimeout(RUN_TIMEOUT)
        .setTypedSearchAttributes(attributes.build())
        .setStaticSummary(
            input.strategy() + " for " + input.account() + " at the close of " + input.asOf())
        .setStaticDetails(
            "One E2D pass: bars, DataSanity, features, model, decisions, then every order through"
                + " the policy to the broker. Mode "
                + input.mode()
                + ".\n\n"
                + input.stage().sentence())
        .build();
  }
}
