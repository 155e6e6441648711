package dev.aurora.workflows.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The steps of an order. */
public final class OrderWorkflowImpl implements OrderWorkflow {

  /** First look after a second, then ever more rarely: a resting order can live for months. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private static final Duration RAREST_LOOK = Duration.ofSeconds(30);

  private String state = "starting";

  @Override
  public OrderOutcome run(OrderInput input) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.ACCOUNT.valueSet(input.context().account()),
        SearchAttributes.STAGE.valueSet(input.context().stage().stage().word()));
    OrderOutcome outcome = input.order() == null ? refresh(input) : checkAndSubmit(input);
    return follow(input, outcome);
  }

  @Override
  public String state() {
    return state;
  }

  private OrderOutcome checkAndSubmit(OrderInput input) {
    OrderChunk alone = new OrderChunk(input.context(), List.of(input.clientOrderId()));
    OrderOutcome checked =
        show(
            activities(ActivitySettings.check("Check " + wording(input) + " against the policy"))
                .checkOne(input));
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.VERDICT.valueSet(
            checked.state() == OrderState.DENIED ? "DENIED" : "APPROVED"));
    return checked.state().terminal()
        ? checked
        : show(activities(ActivitySettings.submit("Submit to the broker")).submit(alone).get(0));
  }

  /** What the order asks for, as the timeline shows it. */
  private static String wording(OrderInput input) {
    Order order = Objects.requireNonNull(input.order(), "only an order is checked");
    return order.side() + " " + order.quantity() + " " + order.symbol();
  }

  private OrderOutcome follow(OrderInput input, OrderOutcome from) {
    OrderOutcome outcome = from;
    Duration wait = FIRST_LOOK;
    while (!outcome.state().terminal()) {
      Workflow.newTimer(
              wait, TimerOptions.newBuilder().setSummary("Next look at the broker").build())
          .get();
      outcome = refresh(input);
      wait = min(wait.multipliedBy(2), RAREST_LOOK);
      if (Workflow.getInfo().isContinueAsNewSuggested() && !outcome.state().terminal()) {
        Workflow.continueAsNew(withoutOrder(input));
      }
    }
    return outcome;
  }

  /** What has been sent is only followed by the next execution. */
  private static OrderInput withoutOrder(OrderInput input) {
    return new OrderInput(input.context(), input.clientOrderId(), null);
  }

  private OrderOutcome refresh(OrderInput input) {
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

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
