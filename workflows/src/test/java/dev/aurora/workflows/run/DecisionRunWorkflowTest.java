package dev.aurora.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderActivities;
import dev.aurora.workflows.order.OrderChunk;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderState;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.reconcile.ReconciliationActivities;
import dev.aurora.workflows.reconcile.ReconciliationReport;
import dev.aurora.workflows.run.DecisionRunReport.Status;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecisionRunWorkflowTest {

  private static final DecisionRunInput INPUT =
      new DecisionRunInput(
          "",
          "PAPER-1",
          "momentum",
          LocalDate.of(2013, 1, 2),
          TradingMode.PAPER,
          1,
          new StageChoice(Stage.WEEK_TWO, 1, false),
          null,
          null);

  private static final GateOutcome GREEN = new GateOutcome(GateLevel.L0, List.of());

  private String details = "";
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final TestWorkflowEnvironment environment = environment();

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void takesABasketInChunksOfAHundredThroughCheckThenSubmit() {
    DecisionRunReport report = run(new Decisions(true, 250, null), new Orders(OrderState.FILLED));

    assertThat(calls)
        .containsExactly(
            "roll",
            "decide",
            "l0",
            "plan",
            "compare",
            "check 100",
            "submit 100",
            "check 100",
            "submit 100",
            "check 50",
            "submit 50",
            "close COMPLETED");
    assertThat(report.orders()).hasSize(250);
  }

  @Test
  void ordersNothingWhenDataSanityIsRed() {
    DecisionRunReport report = run(new Decisions(false, 5, null), new Orders(OrderState.FILLED));

    assertThat(calls).containsExactly("roll", "decide", "close STOPPED");
    assertThat(report.reason()).isEqualTo("DataSanity is red: ohlc-order");
  }

  @Test
  void ordersNothingWhenTheBarWasDecidedByOtherInputs() {
    DecisionRunReport report =
        run(new Decisions(true, 5, "model m-0 decided it"), new Orders(OrderState.FILLED));

    assertThat(calls).containsExactly("roll", "decide", "l0", "plan", "close ALREADY_DECIDED");
    assertThat(report.status()).isEqualTo(Status.ALREADY_DECIDED);
  }

  @Test
  void anOrderThatLivesOnGetsAWorkflowOfItsOwnThatOutlivesTheRun() {
    Orders orders = new Orders(OrderState.WORKING);

    run(new Decisions(true, 1, null), orders);
    OrderOutcome end =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(WorkflowIds.order("", "PAPER-1", "o-1"))
            .getResult(OrderOutcome.class);

    assertThat(end.state()).isEqualTo(OrderState.FILLED);
    assertThat(orders.refreshes).isEqualTo(3);
  }

  @Test
  void carriesTheGateLevelOfTheArtifactsToEveryCheck() {
    Orders orders = new Orders(OrderState.FILLED);

    DecisionRunReport report = run(new Decisions(true, 150, null), orders);

    assertThat(orders.gateLevels).containsOnly(GateLevel.L0).hasSize(2);
    assertThat(report.gates()).isEqualTo(GREEN);
    assertThat(details).contains("Gates: **L0 green**");
  }

  @Test
  void checksARunWithARedGateAtNoLevelAndNamesTheGateOnItsPage() {
    GateOutcome red = new GateOutcome(GateLevel.NONE, List.of("snapshot: x is not listed"));
    Orders orders = new Orders(OrderState.DENIED);

    DecisionRunReport report = run(new Decisions(true, 1, null), red, orders);

    assertThat(orders.gateLevels).containsExactly(GateLevel.NONE);
    assertThat(report)
        .extracting(DecisionRunReport::status, DecisionRunReport::gates)
        .containsExactly(Status.COMPLETED, red);
    assertThat(details).contains("Gates **RED**", "- snapshot: x is not listed");
  }

  private DecisionRunReport run(Decisions decisions, Orders orders) {
    return run(decisions, GREEN, orders);
  }

  private DecisionRunReport run(Decisions decisions, GateOutcome gates, Orders orders) {
    GateActivities judge =
        outcome -> {
          calls.add("l0");
          return gates;
        };
    SessionActivities sessions =
        input -> {
          calls.add("roll");
          return new SessionOutcome(input.asOf().plusDays(1), 1, 0, List.of());
        };
    Worker worker = environment.newWorker("q");
    Worker follower = environment.newWorker(dev.aurora.workflows.TaskQueues.orders(""));
    worker.registerWorkflowImplementationTypes(DecisionRunWorkflowImpl.class);
    ReconciliationActivities reconciliation =
        () -> {
          calls.add("compare");
          return new ReconciliationReport(List.of());
        };
    worker.registerActivitiesImplementations(sessions, decisions, judge, orders, reconciliation);
    follower.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
    follower.registerActivitiesImplementations(orders);
    environment.start();
    DecisionRunWorkflow started =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                DecisionRunWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue("q").build());
    DecisionRunReport report = started.run(INPUT);
    details = started.progress();
    return report;
  }

  private static TestWorkflowEnvironment environment() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  private final class Decisions implements DecisionActivities {
    private final boolean sane;
    private final int orders;
    private final String alreadyDecidedBy;

    Decisions(boolean sane, int orders, String alreadyDecidedBy) {
      this.sane = sane;
      this.orders = orders;
      this.alreadyDecidedBy = alreadyDecidedBy;
    }

    @Override
    public E2dOutcome decide(DecisionRunInput input) {
      calls.add("decide");
      return new E2dOutcome(
          "r-1",
          "artifacts/r-1",
          sane,
          sane ? List.of() : List.of("ohlc-order"),
          1,
          2,
          3,
          List.of(),
          null);
    }

    @Override
    public E2dOutcome recorded(DecisionRunInput input) {
      calls.add("recorded");
      return decide(input);
    }

    @Override
    public BasketPlan plan(DecisionRunInput input, E2dOutcome outcome) {
      calls.add("plan");
      List<String> ids = IntStream.rangeClosed(1, orders).mapToObj(i -> "o-" + i).toList();
      return new BasketPlan("key", ids, alreadyDecidedBy);
    }

    @Override
    public void close(DecisionRunInput input, DecisionRunReport report) {
      calls.add("close " + report.status());
    }
  }

  private final class Orders implements OrderActivities {
    private final OrderState afterSubmit;
    private final List<GateLevel> gateLevels = new CopyOnWriteArrayList<>();
    private volatile int refreshes;

    Orders(OrderState afterSubmit) {
      this.afterSubmit = afterSubmit;
    }

    @Override
    public OrderOutcome checkOne(OrderInput input) {
      throw new IllegalStateException("a run checks its orders in chunks");
    }

    @Override
    public List<OrderOutcome> check(OrderChunk chunk) {
      gateLevels.add(chunk.context().gateLevel());
      calls.add("check " + chunk.clientOrderIds().size());
      return outcomes(chunk, OrderState.APPROVED);
    }

    @Override
    public List<OrderOutcome> submit(OrderChunk chunk) {
      calls.add("submit " + chunk.clientOrderIds().size());
      return outcomes(chunk, afterSubmit);
    }

    @Override
    public OrderOutcome cancel(OrderContext context, String clientOrderId, CancelCommand command) {
      throw new IllegalStateException("nobody asked for it");
    }

    @Override
    public OrderOutcome refresh(OrderContext context, String clientOrderId) {
      refreshes++;
      return outcome(clientOrderId, refreshes < 3 ? OrderState.WORKING : OrderState.FILLED);
    }

    private static List<OrderOutcome> outcomes(OrderChunk chunk, OrderState state) {
      return chunk.clientOrderIds().stream().map(id -> outcome(id, state)).toList();
    }

    private static OrderOutcome outcome(String id, OrderState state) {
      return new OrderOutcome(id, state, "BUY 1 AAPL", List.of(), List.of());
    }
  }
}
