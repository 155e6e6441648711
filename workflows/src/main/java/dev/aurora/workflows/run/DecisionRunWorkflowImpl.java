package dev.aurora.workflows.run;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.OrderActivities;
import dev.aurora.workflows.order.OrderChunk;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderWorkflow;
import dev.aurora.workflows.reconcile.ReconciliationActivities;
import dev.aurora.workflows.run.DecisionRunReport.Status;
import dev.aurora.workflows.stage.Changes;
import dev.aurora.workflows.stage.StagePath;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a run, in the order of the runbook. */
public final class DecisionRunWorkflowImpl implements DecisionRunWorkflow {

  private String step = "starting";

  @Override
  public DecisionRunReport run(DecisionRunInput input) {
    boolean rolls =
        Workflow.getVersion(Changes.SESSION_ROLL, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
    StagePath path = StagePath.take(input.stage());
    announce(input, path);
    if (rolls) {
      rollTheSession(input);
    }
    E2dOutcome e2d = decide(input);
    if (!e2d.sane()) {
      return close(input, Status.STOPPED, stoppedReason(e2d), e2d, null, List.of());
    }
    GateOutcome gates = judge(path, e2d);
    BasketPlan plan = plan(input, e2d, gates);
    if (plan.alreadyDecidedBy() != null) {
      return close(input, Status.ALREADY_DECIDED, plan.alreadyDecidedBy(), e2d, gates, List.of());
    }
    reconcile(path, plan);
    OrderContext context = input.orderContext(path.choice(), gates.level());
    List<OrderOutcome> orders = takeToBroker(context, plan);
    followWhatIsStillOpen(context, orders);
    return close(input, Status.COMPLETED, null, e2d, gates, orders);
  }

  @Override
  public String progress() {
    return step;
  }

  private void announce(DecisionRunInput input, StagePath path) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.ACCOUNT.valueSet(input.account()),
        SearchAttributes.STRATEGY.valueSet(input.strategy()),
        SearchAttributes.STAGE.valueSet(path.choice().stage().word()),
        SearchAttributes.STATE.valueSet("RUNNING"));
    path.show();
    at(
        "Decision run of **"
            + input.strategy()
            + "** for **"
            + input.account()
            + "** at the close of **"
            + input.asOf()
            + "**: deciding\n\n"
            + path.choice().sentence());
  }

  /** First of all: what is decided and checked must be of the books as they stand at the open. */
  private void rollTheSession(DecisionRunInput input) {
    SessionOutcome rolled =
        Workflow.newActivityStub(
                SessionActivities.class,
                ActivitySettings.roll("Market time on to the session after " + input.asOf()))
            .roll(input);
    at(RunDetails.rolled(rolled));
  }

  private E2dOutcome decide(DecisionRunInput input) {
    if (input.retry() != null) {
      return Workflow.newActivityStub(
              DecisionActivities.class,
              ActivitySettings.books("What was decided, for " + input.retry().by()))
          .recorded(input);
    }
    return Workflow.newActivityStub(
            DecisionActivities.class,
            ActivitySettings.decide("E2D of " + input.strategy() + " at " + input.asOf()))
        .decide(input);
  }

  /** A red gate ends no run: the policy denies its openers, and positions can still be closed. */
  private GateOutcome judge(StagePath path, E2dOutcome e2d) {
    if (!path.judges()) {
      return GateOutcome.notJudged(
          path.older()
              ? "the run started before gates were a step of it"
              : "gates are no step at stage " + path.choice().stage().word());
    }
    at(RunDetails.decided(e2d));
    return Workflow.newActivityStub(
            GateActivities.class, ActivitySettings.check("L0 gates on the artifacts"))
        .l0(e2d);
  }

  private BasketPlan plan(DecisionRunInput input, E2dOutcome e2d, GateOutcome gates) {
    at(RunDetails.judged(e2d, gates));
    return Workflow.newActivityStub(
            DecisionActivities.class, ActivitySettings.books("Targets into orders"))
        .plan(input, e2d);
  }

  /** No first order on wrong books: what differs is an open break, which denies openers. */
  private void reconcile(StagePath path, BasketPlan plan) {
    if (path.reconciles() && !plan.clientOrderIds().isEmpty()) {
      at("Comparing books and broker before the first order");
      Workflow.newActivityStub(
              ReconciliationActivities.class,
              ActivitySettings.check("Compare books and broker before the first order"))
          .compare();
    }
  }

  private List<OrderOutcome> takeToBroker(OrderContext context, BasketPlan plan) {
    List<OrderOutcome> outcomes = new ArrayList<>();
    List<String> ids = plan.clientOrderIds();
    for (int from = 0; from < ids.size(); from += OrderChunk.SIZE_MAX) {
      int to = Math.min(from + OrderChunk.SIZE_MAX, ids.size());
      OrderChunk chunk = new OrderChunk(context, ids.subList(from, to));
      String orders = "orders " + (from + 1) + " to " + to + " of " + ids.size();
      at("Checking " + orders);
      activities(ActivitySettings.check("Check " + orders + " against the policy")).check(chunk);
      at("Submitting " + orders);
      outcomes.addAll(
          activities(ActivitySettings.submit("Submit what is approved of " + orders))
              .submit(chunk));
    }
    return outcomes;
  }

  /** An order that lives on gets a workflow of its own, which outlives this run. */
  private void followWhatIsStillOpen(OrderContext context, List<OrderOutcome> orders) {
    for (OrderOutcome order : orders) {
      if (!order.state().terminal()) {
        startFollower(context, order.clientOrderId());
      }
    }
  }

  private void startFollower(OrderContext context, String clientOrderId) {
    OrderWorkflow follower =
        Workflow.newChildWorkflowStub(
            OrderWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(
                    WorkflowIds.order(context.prefix(), context.account(), clientOrderId))
                .setTaskQueue(TaskQueues.orders(context.prefix()))
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
                .setTypedSearchAttributes(
                    SearchAttributes.of(context.account(), context.stage().stage()))
                .setStaticSummary("Follow " + clientOrderId)
                .build());
    Async.function(follower::run, new OrderInput(context, clientOrderId, null));
    try {
      Workflow.getWorkflowExecution(follower).get();
    } catch (ChildWorkflowFailure alreadyFollowed) {
      // An earlier attempt of this run started it: the order is followed, which is all we want.
      Workflow.getLogger(DecisionRunWorkflowImpl.class)
          .info("{} is followed already", clientOrderId);
    }
  }

  private DecisionRunReport close(
      DecisionRunInput input,
      Status status,
      @Nullable String reason,
      E2dOutcome e2d,
      @Nullable GateOutcome gates,
      List<OrderOutcome> orders) {
    DecisionRunReport report = new DecisionRunReport(status, reason, e2d, gates, orders);
    Workflow.newActivityStub(DecisionActivities.class, ActivitySettings.books("Write the result"))
        .close(input, report);
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(status.name()));
    String outcome = RunDetails.closed(report);
    at(outcome);
    // Current details are answered by a worker; a memo is there when none lives any more.
    Workflow.upsertMemo(Map.of("outcome", outcome));
    return report;
  }

  private static String stoppedReason(E2dOutcome e2d) {
    return "DataSanity is red: " + String.join(", ", e2d.failingRules());
  }

  private static OrderActivities activities(io.temporal.activity.ActivityOptions options) {
    return Workflow.newActivityStub(OrderActivities.class, options);
  }

  private void at(String details) {
    step = details;
    Workflow.setCurrentDetails(details);
  }
}
