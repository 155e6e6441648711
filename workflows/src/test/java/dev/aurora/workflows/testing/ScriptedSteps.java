package dev.aurora.workflows.testing;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderActivities;
import dev.aurora.workflows.order.OrderChunk;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderState;
import dev.aurora.workflows.reconcile.ReconciliationActivities;
import dev.aurora.workflows.reconcile.ReconciliationReport;
import dev.aurora.workflows.run.BasketPlan;
import dev.aurora.workflows.run.DecisionActivities;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.run.E2dOutcome;
import dev.aurora.workflows.run.GateActivities;
import dev.aurora.workflows.run.GateOutcome;
import dev.aurora.workflows.run.SessionActivities;
import dev.aurora.workflows.run.SessionOutcome;
import dev.aurora.workflows.stage.StageChoice;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every step of runs and orders, done by nobody: notes what was asked, and answers as told. */
public final class ScriptedSteps
    implements SessionActivities,
        DecisionActivities,
        GateActivities,
        OrderActivities,
        ReconciliationActivities {

  /** What was asked, in order. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** The stage that each check was told. */
  public final List<StageChoice> checkedAt = new CopyOnWriteArrayList<>();

  private final OrderState afterSubmit;
  private final Interruption interruption;
  private int looks;

  /** What happens when a step begins, before it does anything. */
  @FunctionalInterface
  public interface Interruption {
    void at(String step);
  }

  /**
   * @param afterSubmit where the broker leaves an order
   * @param interruption may throw: then the step is asked again
   */
  public ScriptedSteps(OrderState afterSubmit, Interruption interruption) {
    this.afterSubmit = afterSubmit;
    this.interruption = interruption;
  }

  private void begin(String step) {
    interruption.at(step);
    calls.add(step);
  }

  @Override
  public SessionOutcome roll(DecisionRunInput input) {
    begin("roll");
    return new SessionOutcome(input.asOf().plusDays(1), 1, 0, List.of());
  }

  @Override
  public E2dOutcome decide(DecisionRunInput input) {
    begin("decide");
    return new E2dOutcome("r-1", "artifacts/r-1", true, List.of(), 1, 2, 3, List.of(), 42L);
  }

  @Override
  public E2dOutcome recorded(DecisionRunInput input) {
    throw new IllegalStateException("nobody asked for a further attempt");
  }

  @Override
  public GateOutcome l0(E2dOutcome outcome) {
    begin("l0");
    return new GateOutcome(GateLevel.L0, List.of());
  }

  @Override
  public BasketPlan plan(DecisionRunInput input, E2dOutcome outcome) {
    begin("plan");
    return new BasketPlan("key", List.of("o-1", "o-2"), null);
  }

  @Override
  public ReconciliationReport compare() {
    begin("compare");
    return new ReconciliationReport(List.of());
  }

  @Override
  public void close(DecisionRunInput input, DecisionRunReport report) {
    begin("close");
  }

  @Override
  public OrderOutcome checkOne(OrderInput input) {
    begin("check");
    checkedAt.add(input.context().stage());
    return outcome(input.clientOrderId(), OrderState.APPROVED);
  }

  @Override
  public List<OrderOutcome> check(OrderChunk chunk) {
    begin("check");
    checkedAt.add(chunk.context().stage());
    return outcomes(chunk, OrderState.APPROVED);
  }

  @Override
  public List<OrderOutcome> submit(OrderChunk chunk) {
    begin("submit");
    return outcomes(chunk, afterSubmit);
  }

  @Override
  public OrderOutcome cancel(OrderContext context, String clientOrderId, CancelCommand command) {
    begin("cancel");
    return outcome(clientOrderId, OrderState.CANCELLED);
  }

  @Override
  public OrderOutcome refresh(OrderContext context, String clientOrderId) {
    begin("refresh");
    looks++;
    return outcome(clientOrderId, looks < 3 ? OrderState.WORKING : OrderState.FILLED);
  }

  private static List<OrderOutcome> outcomes(OrderChunk chunk, OrderState state) {
    return chunk.clientOrderIds().stream().map(id -> outcome(id, state)).toList();
  }

  private static OrderOutcome outcome(String id, OrderState state) {
    return new OrderOutcome(id, state, "BUY 10 AAPL", List.of(), List.of());
  }
}
