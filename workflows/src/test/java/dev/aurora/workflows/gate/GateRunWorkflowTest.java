package dev.aurora.workflows.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.workflows.SearchAttributes;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateRunWorkflowTest {

  private final List<GateOrder> judged = new CopyOnWriteArrayList<>();
  private List<String> gates = List.of("mutation", "breakers");
  private String red = "";
  private boolean broken;
  private TestWorkflowEnvironment environment;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = environment.newWorker("q");
    worker.registerWorkflowImplementationTypes(
        GateRunWorkflowImpl.class, NightlyGatesWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Gates());
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void judgesWithOneGateAfterTheOtherForItsNight() {
    GateRunReport report = run();

    assertThat(report.green()).isTrue();
    assertThat(judged)
        .containsExactly(
            new GateOrder("L1", "mutation", "gate/L1/2026-03-10"),
            new GateOrder("L1", "breakers", "gate/L1/2026-03-10"));
  }

  @Test
  void aRedGateIsAnAnswerAndTheOthersAreJudgedAsWell() {
    red = "mutation";

    GateRunReport report = run();

    assertThat(report.green()).isFalse();
    assertThat(report.gates())
        .containsExactly(
            new GateRunReport.Judged("mutation", false, List.of("a | bar"), 2000),
            new GateRunReport.Judged("breakers", true, List.of(), 2000));
    assertThat(GateRunDetails.of(gates, report.gates()))
        .isEqualTo(
            """
            **1 of 2 gates RED**

            | gate | verdict | s | reasons |
            |---|---|---|---|
            | mutation | **RED** | 2 | a \\| bar |
            | breakers | green | 2 |  |
            """);
  }

  @Test
  void aLevelWithoutGatesIsNotGreen() {
    gates = List.of();

    assertThat(run().green()).isFalse();
  }

  @Test
  void booksThatStayAwayFailTheRunSoThatItsSchedulePauses() {
    broken = true;

    assertThatThrownBy(this::run).isInstanceOf(WorkflowFailedException.class);
  }

  @Test
  void theNightRunsUnderTheIdThatOperatorsLookUp() {
    LocalDate today =
        LocalDate.ofInstant(Instant.ofEpochMilli(environment.currentTimeMillis()), ZoneOffset.UTC);
    WorkflowStub nightly =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "NightlyGates",
                WorkflowOptions.newBuilder().setTaskQueue("q").setWorkflowId("n").build());
    nightly.start("", "L1");

    assertThat(nightly.getResult(GateRunReport.class).green()).isTrue();
    assertThat(
            environment
                .getWorkflowClient()
                .newUntypedWorkflowStub("gate/L1/" + today)
                .getResult(GateRunReport.class)
                .green())
        .isTrue();
  }

  private GateRunReport run() {
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "GateRun",
                WorkflowOptions.newBuilder()
                    .setTaskQueue("q")
                    .setWorkflowId("gate/L1/2026-03-10")
                    .build());
    stub.start(new GateRunInput("L1", LocalDate.parse("2026-03-10")));
    return stub.getResult(GateRunReport.class);
  }

  /** Gates that say what the test wants. */
  private final class Gates implements GateRunActivities {

    @Override
    public List<String> gates(String level) {
      return gates;
    }

    @Override
    public GateRunReport.Judged judge(GateOrder order) {
      if (broken) {
        throw ApplicationFailure.newFailure("the books are away", "away");
      }
      judged.add(order);
      boolean green = !order.gate().equals(red);
      return new GateRunReport.Judged(
          order.gate(), green, green ? List.of() : List.of("a | bar"), 2000);
    }
  }
}
