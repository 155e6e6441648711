package dev.aurora.workflows.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.order.OrderState;
import dev.aurora.workflows.testing.ScriptedSteps;
import dev.aurora.workflows.testing.Site;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.PreferredVersionProviderInput;
import io.temporal.worker.VersionPreference;
import io.temporal.workflow.WorkflowInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which steps a stage has, that it is recorded, and that nothing that comes later changes it. */
@Timeout(60)
class StagePathTest {

  private final Site site = new Site();
  private ScriptedSteps steps = new ScriptedSteps(OrderState.FILLED, step -> {});

  @AfterEach
  void close() {
    site.close();
  }

  static Stream<Arguments> stepsOfARun() {
    List<String> protectedPath =
        List.of("roll", "decide", "l0", "plan", "compare", "check", "submit", "close");
    return Stream.of(
        Arguments.of(Stage.BASELINE, List.of("roll", "decide", "plan", "check", "submit", "close")),
        Arguments.of(Stage.WEEK_ONE, protectedPath),
        Arguments.of(Stage.WEEK_TWO, protectedPath));
  }

  @ParameterizedTest
  @MethodSource("stepsOfARun")
  void aRunTakesTheStepsOfItsStage(Stage stage, List<String> expected) {
    site.startWorkers(steps);

    site.startRun(choice(stage)).getResult(Object.class);

    assertThat(steps.calls).containsExactlyElementsOf(expected);
    assertThat(steps.checkedAt).containsOnly(choice(stage));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void anOrderIsCheckedAtTheStageThatItsHistoryRecords(Stage stage) {
    site.startWorkers(steps);

    WorkflowStub order = site.startOrder(choice(stage));
    order.getResult(Object.class);

    assertThat(steps.checkedAt).containsExactly(choice(stage));
    assertThat(recorded(order)).isEqualTo(StageVersions.version(stage));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aFlipWhileAnExecutionRunsChangesNothingOfIt(Stage stage) {
    // The other way round, whatever it was.
    int other = stage == Stage.BASELINE ? Changes.STAGE_MAX : -1;
    steps =
        new ScriptedSteps(
            OrderState.FILLED,
            step -> site.flip(asked -> VersionPreference.of(other).clampToSupportedRange()));
    site.startWorkers(steps);

    WorkflowStub run = site.startRun(choice(stage));
    run.getResult(Object.class);

    assertThat(steps.checkedAt).containsOnly(choice(stage));
    assertThat(steps.calls.contains("compare")).isEqualTo(stage != Stage.BASELINE);
    assertThat(recorded(run)).isEqualTo(StageVersions.version(stage));
  }

  @Test
  void anExecutionWhoseStageCannotBeToldTakesTheOneThatProtectsMost() {
    // Whatever the reading throws must not reach the worker: it would try again for ever.
    WorkflowInfo broken =
        (WorkflowInfo)
            Proxy.newProxyInstance(
                WorkflowInfo.class.getClassLoader(),
                new Class<?>[] {WorkflowInfo.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("nothing can be told");
                });
    PreferredVersionProviderInput untold =
        new PreferredVersionProviderInput(broken, Changes.STAGE, -1, Changes.STAGE_MAX);

    assertThat(new StageVersions().getPreferredVersion(untold))
        .isEqualTo(VersionPreference.of(Changes.STAGE_MAX).clampToSupportedRange());
  }

  @Test
  void recordsWhatItRunsOnForItsPage() {
    site.startWorkers(steps);

    WorkflowStub run = site.startRun(choice(Stage.WEEK_ONE));
    run.getResult(Object.class);

    assertThat(run.describe().getMemo("snapshot", Map.class, Map.class))
        .containsEntry("stage", "week-one")
        .containsEntry("rollback", false)
        .containsEntry("policyRevision", 7)
        .containsEntry("ruleSet", "sha256:rules")
        .containsEntry("model", "m-1")
        .containsEntry("build", "b-1");
    assertThat(run.describe().getTypedSearchAttributes().get(SearchAttributes.STAGE))
        .isEqualTo("week-one");
  }

  private int recorded(WorkflowStub stub) {
    return history(stub)
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED)
        .map(event -> event.getMarkerRecordedEventAttributes().getDetailsMap())
        .filter(details -> text(details.get("changeId").getPayloads(0)).contains(Changes.STAGE))
        .map(details -> Integer.valueOf(text(details.get("version").getPayloads(0))))
        .findFirst()
        .orElseThrow();
  }

  private Stream<HistoryEvent> history(WorkflowStub stub) {
    WorkflowExecution execution = stub.getExecution();
    return site
        .environment
        .getWorkflowClient()
        .fetchHistory(execution.getWorkflowId())
        .getEvents()
        .stream();
  }

  private static String text(Payload payload) {
    return payload.getData().toStringUtf8();
  }

  private static StageChoice choice(Stage stage) {
    return new StageChoice(stage, 7, stage == Stage.BASELINE).on(Site.PROVENANCE);
  }
}
