package dev.aurora.workflows.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.SignalPayload;
import dev.aurora.workflows.stage.StagePath;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of an order. */
public final class OrderWorkflowImpl implements OrderWorkflow {

  /** First look after a second, then ever more rarely: a resting order can live for months. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private static final Duration RAREST_LOOK = Duration.ofSeconds(30);

  private OrderInput input;
  private String state = "starting";
  private @Nullable OrderOutcome checked;
  private @Nullable CancelCommand cancel;

  /** Signals can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public OrderWorkflowImpl(OrderInput input) {
    this.input = input;
    this.cancel = input.cancel();
  }

  @Override
  public OrderOutcome run(OrderInput same) {
    StagePath path = StagePath.take(same.context().stage());
    input = same.taking(path.choice());
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.ACCOUNT.valueSet(input.context().account()),
        SearchAttributes.STAGE.valueSet(input.context().stage().stage().word()));
    path.show();
    Order order = input.order();
    OrderOutcome outcome = order == null ? refresh() : checkAndSubmit(order);
    checked = checked == null ? outcome : checked;
    outcome = follow(outcome);
    // Whoever waits for an answer gets it before the page is closed.
    Workflow.await(Workflow::isEveryHandlerFinished);
    return outcome;
  }

  @Override
  public OrderOutcome checked() {
    Workflow.await(() -> checked != null);
    return Objects.requireNonNull(checked, "awaited");
  }

  @Override
  public void cancel(@Nullable RawValue payload) {
    if (cancel != null) {
      return; // it is being taken back already, whoever asked first
    }
    SignalPayload told = SignalPayload.read(payload);
    cancel =
        new CancelCommand(
            told.text("commandId").orElseGet(() -> "signal/" + Workflow.getInfo().getRunId()),
            told.text("by").orElse("unknown"),
            told.text("reason").orElse("no reason given"));
  }

  @Override
  public String state() {
    return state;
  }

  private OrderOutcome checkAndSubmit(Order order) {
    OrderChunk alone = new OrderChunk(input.context(), List.of(input.clientOrderId()));
    OrderOutcome verdict =
        show(
            activities(ActivitySettings.check("Check " + wording(order) + " against the policy"))
                .checkOne(input));
    checked = verdict;
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.VERDICT.valueSet(
            verdict.state() == OrderState.DENIED ? "DENIED" : "APPROVED"));
    if (verdict.state().terminal()) {
      return verdict;
    }
    if (order.replaces() != null) {
      takeBackReplaced(order.replaces());
    }
    return cancel != null
        ? verdict
        : show(activities(ActivitySettings.submit("Submit to the broker")).submit(alone).get(0));
  }

  /** What the order asks for, as the timeline shows it. */
  private static String wording(Order order) {
    return order.side() + " " + order.quantity() + " " + order.symbol();
  }

  /** Returns when the replaced order has ended, or this one is to be taken back itself. */
  private void takeBackReplaced(String replaced) {
    CancelCommand command =
        new CancelCommand(
            "replace/" + input.clientOrderId(),
            "order " + input.clientOrderId(),
            "replaced by " + input.clientOrderId());
    Duration wait = FIRST_LOOK;
    while (cancel == null && !taken(replaced, command).state().terminal()) {
      pause(wait, "Next look at " + replaced);
      wait = longer(wait);
    }
  }

  private OrderOutcome taken(String clientOrderId, CancelCommand command) {
    return activities(ActivitySettings.submit("Take back " + clientOrderId))
        .cancel(input.context(), clientOrderId, command);
  }

  private OrderOutcome follow(OrderOutcome from) {
    OrderOutcome outcome = from;
    Duration wait = FIRST_LOOK;
    while (!outcome.state().terminal()) {
      if (cancel != null) {
        outcome = show(taken(input.clientOrderId(), cancel));
        if (outcome.state().terminal()) {
          break;
        }
      }
      pause(wait, "Next look at the broker");
      // A cancel that came meanwhile goes first; the broker is asked with it.
      outcome = refresh();
      wait = longer(wait);
      if (Workflow.getInfo().isContinueAsNewSuggested() && !outcome.state().terminal()) {
        Workflow.await(Workflow::isEveryHandlerFinished);
        // What has been sent is only followed by the next execution.
        Workflow.continueAsNew(
            new OrderInput(input.context(), input.clientOrderId(), null, cancel));
      }
    }
    return outcome;
  }

  /** Waits; ends early for a cancel that comes meanwhile. */
  private void pause(Duration wait, String summary) {
    boolean asked = cancel != null;
    TimerOptions options = TimerOptions.newBuilder().setSummary(summary).build();
    List<Promise<Void>> timer = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> timer.add(Workflow.newTimer(wait, options)));
    scope.run();
    Workflow.await(() -> timer.getFirst().isCompleted() || (!asked && cancel != null));
    if (!timer.getFirst().isCompleted()) {
      scope.cancel("a cancel came");
    }
  }

  private OrderOutcome refresh() {
    return show(
        activities(ActivitySettings.books("Ask the broker"))
            .refresh(input.context(), input.clientOrderId()));
  }

  private OrderOutcome show(OrderOutcome outcome) {
    state = outcome.state() + ": " + outcome.summary();
    Workflow.setCurrentDetails("**" + outcome.state() + "** " + outcome.summary());
    Workflow.upsertMemo(Map.of("outcome", state));
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(outcome.state().name()));
    return outcome;
  }

  private static OrderActivities activities(ActivityOptions options) {
    return Workflow.newActivityStub(OrderActivities.class, options);
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(RAREST_LOOK) < 0 ? twice : RAREST_LOOK;
  }
}
