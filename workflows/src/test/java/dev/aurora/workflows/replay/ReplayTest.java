package dev.aurora.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.gate.GateRunWorkflowImpl;
import dev.aurora.workflows.gate.NightlyGatesWorkflowImpl;
import dev.aurora.workflows.killswitch.KillSwitchWorkflowImpl;
import dev.aurora.workflows.order.OrderWorkflowImpl;
import dev.aurora.workflows.promotion.PromotionWorkflowImpl;
import dev.aurora.workflows.rollout.RolloutWorkflowImpl;
import dev.aurora.workflows.ruleset.RuleReleaseWorkflowImpl;
import dev.aurora.workflows.run.BasketPlan;
import dev.aurora.workflows.run.DecisionActivities;
import dev.aurora.workflows.run.DecisionRunInput;
import dev.aurora.workflows.run.DecisionRunReport;
import dev.aurora.workflows.run.DecisionRunWorkflow;
import dev.aurora.workflows.run.DecisionRunWorkflowImpl;
import dev.aurora.workflows.run.E2dOutcome;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has begun goes on as it began, whatever build it meets: every frozen history replays on this
 * one. A test that fails here says that a step was changed without a version; no file of these is
 * ever changed to mend that.
 */
class ReplayTest {

  private static final Path FOLDER = Path.of("src/test/resources/histories");

  /** A cold JVM on a busy machine must not look like a changed step: the default is 1 s. */
  private static final long DEADLOCK_DETECTION_MILLIS = 10_000;

  static Stream<Path> histories() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void whatHasBegunGoesOnAsItBegan(Path history) {
    assertThatCode(
            () ->
                replay(
                    history,
                    DecisionRunWorkflowImpl.class,
                    OrderWorkflowImpl.class,
                    KillSwitchWorkflowImpl.class,
                    RolloutWorkflowImpl.class,
                    RuleReleaseWorkflowImpl.class,
                    PromotionWorkflowImpl.class,
                    GateRunWorkflowImpl.class,
                    NightlyGatesWorkflowImpl.class))
        .doesNotThrowAnyException();
  }

  @Test
  void everyStageAndFateOfEveryWorkflowIsFrozen() throws IOException {
    List<String> names =
        histories().map(file -> file.getParent().getFileName() + "/" + file.getFileName()).toList();
    for (String workflow : List.of("DecisionRun", "Order")) {
      for (Stage stage : Stage.values()) {
        for (HistoryFreezer.Fate fate : HistoryFreezer.Fate.values()) {
          String ending =
              "-%s-%s.json"
                  .formatted(stage.word(), fate.name().toLowerCase(Locale.ROOT).replace('_', '-'));
          assertThat(names)
              .anyMatch(name -> name.startsWith(workflow + "/stages") && name.endsWith(ending));
        }
      }
    }
  }

  @Test
  void everyEndOfAPromotionIsFrozen() throws IOException {
    List<String> names = histories().map(file -> file.getFileName().toString()).toList();
    for (String end : HistoryFreezer.PROMOTION_ENDS) {
      assertThat(names).anyMatch(name -> name.equals("promotion-" + end + ".json"));
    }
  }

  @Test
  void everyEndOfANightOfGatesIsFrozen() throws IOException {
    List<String> names =
        histories().map(file -> file.getParent().getFileName() + "/" + file.getFileName()).toList();
    for (String workflow : List.of("GateRun", "NightlyGates")) {
      for (String end : List.of("green", "red")) {
        assertThat(names)
            .anyMatch(
                name -> name.startsWith(workflow + "/") && name.endsWith("-" + end + ".json"));
      }
    }
  }

  @Test
  void aStepThatIsAddedWithoutAVersionFailsTheReplay() throws IOException {
    Path history = FOLDER.resolve("DecisionRun/stages-baseline-plain.json");

    assertThatThrownBy(() -> replay(history, WithAStepMore.class))
        .hasStackTraceContaining("NonDeterministicException");
  }

  private static void replay(Path history, Class<?>... workflows) throws Exception {
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
      Worker worker =
          environment.newWorker(
              "replay",
              WorkerOptions.newBuilder()
                  .setDefaultDeadlockDetectionTimeout(DEADLOCK_DETECTION_MILLIS)
                  .build());
      worker.registerWorkflowImplementationTypes(workflows);
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
    }
  }

  /** The run as a careless change would leave it: it plans before it decides anything. */
  public static final class WithAStepMore implements DecisionRunWorkflow {

    @Override
    public DecisionRunReport run(DecisionRunInput input) {
      BasketPlan plan =
          Workflow.newActivityStub(DecisionActivities.class, ActivitySettings.books("Plan first"))
              .plan(input, new E2dOutcome("r", "a", true, List.of(), 0, 0, 0, List.of(), null));
      throw new IllegalStateException("never reached: " + plan);
    }

    @Override
    public String progress() {
      return "";
    }
  }
}
