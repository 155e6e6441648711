package dev.aurora.workflows.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order of the steps of one order's life; what each step really does is the service's. */
class OrderWorkflowTest {

  private static final OrderContext CONTEXT =
      new OrderContext(
          "",
          "PAPER-1",
          LocalDate.of(2013, 1, 2),
          TradingMode.PAPER,
          new StageChoice(Stage.WEEK_TWO, 1, false),
          GateLevel.L0);

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, OrderState> atBroker = new ConcurrentHashMap<>();
  private TestWorkflowEnvironment environment;

  /** How many cancels the broker leaves without effect. */
  private volatile int deafCancels;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = environment.newWorker("q");
    worker.registerWorkflowImplementationTypes(OrderWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Orders());
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void aDeniedOrderIsNeverSubmitted() {
    atBroker.put("o-1", OrderState.DENIED);

    OrderOutcome outcome = begin(input("o-1", null)).getResult(OrderOutcome.class);

    assertThat(outcome.state()).isEqualTo(OrderState.DENIED);
    assertThat(calls).containsExactly("check o-1");
  }

  @Test
  void theVerdictIsAnsweredWhileTheOrderGoesOn() {
    WorkflowStub order = begin(input("o-1", null));

    OrderOutcome checked = order.update("checked", OrderOutcome.class);

    assertThat(checked.state()).isEqualTo(OrderState.APPROVED);
    order.signal("cancel", Map.of("by", "olga", "reason", "wrong size"));
    assertThat(order.getResult(OrderOutcome.class).state()).isEqualTo(OrderState.CANCELLED);
  }

  @Test
  void aCancelIsAskedForAgainUntilTheOrderHasEnded() {
    deafCancels = 3;
    WorkflowStub order = begin(input("o-1", null));
    environment.sleep(Duration.ofMinutes(5));

    order.signal("cancel", Map.of("by", "olga", "reason", "wrong size"));

    assertThat(order.getResult(OrderOutcome.class).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(calls).filteredOn("cancel o-1 by olga"::equals).hasSize(4);
  }

  @Test
  void aCancelWhosePayloadCannotBeReadIsACancel() {
    WorkflowStub order = begin(input("o-1", null));
    order.update("checked", OrderOutcome.class);

    order.signal("cancel", "just stop it");

    assertThat(order.getResult(OrderOutcome.class).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(calls).contains("cancel o-1 by unknown");
  }

  @Test
  void aReplacementIsSentOnlyWhenWhatItReplacesHasEnded() {
    deafCancels = 2;
    atBroker.put("o-2", OrderState.FILLED);

    OrderOutcome outcome = begin(input("o-2", "o-1")).getResult(OrderOutcome.class);

    assertThat(outcome.state()).isEqualTo(OrderState.FILLED);
    assertThat(calls)
        .containsExactly(
            "check o-2",
            "cancel o-1 by order o-2",
            "cancel o-1 by order o-2",
            "cancel o-1 by order o-2",
            "submit o-2");
  }

  @Test
  void aReplacementThatIsTakenBackWhileItWaitsIsNeverSent() {
    deafCancels = Integer.MAX_VALUE;
    WorkflowStub order = begin(input("o-2", "o-1"));
    order.update("checked", OrderOutcome.class);
    environment.sleep(Duration.ofSeconds(10));

    deafCancels = 0;
    order.signal("cancel", Map.of("by", "olga", "reason", "changed my mind"));

    assertThat(order.getResult(OrderOutcome.class).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(calls).contains("cancel o-2 by olga").doesNotContain("submit o-2");
  }

  @Test
  void anOrderThatIsOnlyFollowedIsNeverCheckedOrSubmitted() {
    atBroker.put("o-1", OrderState.FILLED);
    OrderInput followed = new OrderInput(CONTEXT, "o-1", null);

    assertThat(begin(followed).getResult(OrderOutcome.class).state()).isEqualTo(OrderState.FILLED);
    assertThat(calls).containsExactly("refresh o-1");
  }

  private WorkflowStub begin(OrderInput input) {
    OrderWorkflow order =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                OrderWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue("q")
                    .setWorkflowId("order/" + input.clientOrderId())
                    .build());
    WorkflowClient.start(order::run, input);
    return WorkflowStub.fromTyped(order);
  }

  private static OrderInput input(String id, String replaces) {
    Order order =
        new Order(
            id,
            id,
            "PAPER-1",
            "momentum",
            "m-1",
            "PAPER",
            "AAPL",
            Side.BUY,
            OrderType.LIMIT,
            BigDecimal.TEN,
            BigDecimal.ONE,
            TimeInForce.DAY,
            null,
            Origin.STRATEGY,
            Instant.parse("2013-01-02T21:00:00Z"),
            1,
            replaces,
            false);
    return new OrderInput(CONTEXT, id, order);
  }

  /** Orders rest at the broker unless {@link #atBroker} says how they end. */
  private final class Orders implements OrderActivities {

    @Override
    public OrderOutcome checkOne(OrderInput input) {
      calls.add("check " + input.clientOrderId());
      return outcome(
          input.clientOrderId(),
          atBroker.get(input.clientOrderId()) == OrderState.DENIED
              ? OrderState.DENIED
              : OrderState.APPROVED);
    }

    @Override
    public List<OrderOutcome> check(OrderChunk chunk) {
      throw new IllegalStateException("an order is checked alone");
    }

    @Override
    public List<OrderOutcome> submit(OrderChunk chunk) {
      String id = chunk.clientOrderIds().getFirst();
      calls.add("submit " + id);
      return List.of(outcome(id, atBroker.getOrDefault(id, OrderState.WORKING)));
    }

    @Override
    public OrderOutcome cancel(OrderContext context, String clientOrderId, CancelCommand command) {
      calls.add("cancel " + clientOrderId + " by " + command.by());
      if (deafCancels > 0) {
        deafCancels--;
        return outcome(clientOrderId, OrderState.WORKING);
      }
      atBroker.put(clientOrderId, OrderState.CANCELLED);
      return outcome(clientOrderId, OrderState.CANCELLED);
    }

    @Override
    public OrderOutcome refresh(OrderContext context, String clientOrderId) {
      calls.add("refresh " + clientOrderId);
      return outcome(clientOrderId, atBroker.getOrDefault(clientOrderId, OrderState.WORKING));
    }

    private OrderOutcome outcome(String id, OrderState state) {
      return new OrderOutcome(id, state, "BUY 10 AAPL", List.of(), List.of());
    }
  }
}
