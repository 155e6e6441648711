package dev.aurora.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RolloutWorkflowTest {

  private final List<RolloutCommand> applied = new CopyOnWriteArrayList<>();
  private final List<BuildCommand> moved = new CopyOnWriteArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean red = new AtomicBoolean();
  private final AtomicBoolean buildsAway = new AtomicBoolean();
  private final AtomicBoolean watchFails = new AtomicBoolean();
  private TestWorkflowEnvironment environment;
  private WorkflowStub rollout;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    WorkflowClient client = environment.getWorkflowClient();
    rollout =
        client.newUntypedWorkflowStub(
            "Rollout",
            WorkflowOptions.newBuilder().setTaskQueue("q").setWorkflowId("rollout").build());
    rollout.start(RolloutState.FRESH);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void aRollbackThatWasSignalledWithNoWorkerAliveIsInTheBooksWhenSyncAnswers() {
    rollout.signal("rollback", Map.of("commandId", "c-1", "by", "olga", "reason", "odd denials"));
    work();

    RolloutState state = rollout.update("sync", RolloutState.class);

    assertThat(applied)
        .containsExactly(
            new RolloutCommand(
                "c-1", RolloutAction.ROLLBACK, 0, null, null, "olga", "odd denials", "temporal"));
    assertThat(state.view().rollback()).isTrue();
    assertThat(page()).contains("**Rolled back.** New executions take **baseline**");
  }

  @Test
  void aRollbackThatNamesNobodyIsRefusedAndThePageSaysSo() {
    work();
    rollout.signal("rollback", "please");
    rollout.signal("rollback", Map.of("by", "olga"));

    RolloutState state = rollout.update("sync", RolloutState.class);

    assertThat(applied).isEmpty();
    assertThat(state.answered()).hasSize(2).noneMatch(RolloutAnswer::done);
    assertThat(page()).contains("**refused** it must say who asks and why");
  }

  @Test
  void aRampAnswersWithWhereTheRolloutStands() {
    work();

    RolloutAnswer answer =
        rollout.update(
            "ramp",
            RolloutAnswer.class,
            Map.of("commandId", "c-2", "percent", 25, "by", "olga", "reason", "first share"));

    assertThat(answer.done()).isTrue();
    assertThat(answer.view().rampPercent()).isEqualTo(25);
  }

  @Test
  void theSameCommandTwiceIsAppliedOnce() {
    work();
    Map<String, Object> command = Map.of("commandId", "c-3", "by", "olga", "reason", "forward");

    RolloutAnswer first = rollout.update("advance", RolloutAnswer.class, command);
    RolloutAnswer again = rollout.update("advance", RolloutAnswer.class, command);

    assertThat(again).isEqualTo(first);
    assertThat(applied).hasSize(1);
  }

  @Test
  void aRampWithoutAShareIsRefused() {
    work();

    for (Object percent : List.of("many", -1, 101, "2.5")) {
      assertThat(
              rollout
                  .update(
                      "ramp",
                      RolloutAnswer.class,
                      Map.of("percent", percent, "by", "olga", "reason", "r"))
                  .done())
          .as("%s", percent)
          .isFalse();
    }
    assertThat(applied).isEmpty();
  }

  @Test
  void whatIsRedRampsToZeroWithNobodyAskingAndThePageSaysWhy() {
    work();
    rollout.signal("watch");
    ramp(25);

    environment.sleep(Duration.ofSeconds(25));
    assertThat(looks.get()).isBetween(1, 3);
    red.set(true);
    environment.sleep(Duration.ofSeconds(15));

    assertThat(applied.getLast().percent()).isZero();
    assertThat(page())
        .contains("Ramp watched: stage week-two, 40 orders against 100: denial-rate 60.0 %");
  }

  @Test
  void nothingIsLookedAtWhileNothingRamps() {
    work();
    rollout.signal("watch");
    ramp(25);
    ramp(0);
    int before = looks.get();

    environment.sleep(Duration.ofMinutes(5));

    assertThat(looks.get()).isEqualTo(before);
  }

  @Test
  void anExecutionThatNoServiceAskedToWatchHasNoTimer() {
    work();
    ramp(25);

    environment.sleep(Duration.ofMinutes(5));

    assertThat(looks.get()).isZero();
    assertThat(environment.getWorkflowClient().fetchHistory("rollout").getEvents())
        .noneMatch(event -> event.getEventType() == EventType.EVENT_TYPE_TIMER_STARTED);
  }

  @Test
  void aBuildIsMovedByAnUpdateThatNamesWhoAndWhy() {
    work();

    BuildAnswer answer =
        rollout.update(
            "rampBuild",
            BuildAnswer.class,
            Map.of("commandId", "b-1", "percent", 5, "by", "olga", "reason", "first share"));
    BuildAnswer nobody =
        rollout.update("advanceBuild", BuildAnswer.class, Map.of("reason", "forward"));

    assertThat(answer.done()).isTrue();
    assertThat(nobody.done()).isFalse();
    assertThat(moved)
        .containsExactly(
            new BuildCommand("b-1", BuildAction.RAMP, null, 5, "olga", "first share", "temporal"));
    assertThat(page()).contains("New executions take build **a**, **5 %** build b");
  }

  @Test
  void buildsThatCantBeReadKeepNoRollbackOfTheStageWaitingAndAreReadWhenTheyCanBe() {
    work();
    ramp(25);
    buildsAway.set(true);
    rollout.signal("watch");
    environment.sleep(Duration.ofMinutes(1));
    assertThat(looks.get()).isPositive();

    rollout.signal("rollback", Map.of("commandId", "c-1", "by", "olga", "reason", "odd denials"));
    environment.sleep(Duration.ofMinutes(1));

    assertThat(applied.getLast().action()).isEqualTo(RolloutAction.ROLLBACK);
    assertThat(page()).contains("**Rolled back.**").doesNotContain("build **a**");
    buildsAway.set(false);
    environment.sleep(Duration.ofMinutes(1));
    assertThat(page()).contains("build **a**");
  }

  @Test
  void aLookThatFailsIsRedOnThePageAndKeepsNoRollbackWaiting() {
    work();
    rollout.signal("watch");
    ramp(25);
    watchFails.set(true);
    environment.sleep(Duration.ofSeconds(30));

    assertThat(page()).contains("what ramps", "unreadable", "RED");
    rollout.signal("rollback", Map.of("commandId", "c-1", "by", "olga", "reason", "odd denials"));
    environment.sleep(Duration.ofMinutes(1));

    assertThat(applied.getLast().action()).isEqualTo(RolloutAction.ROLLBACK);
  }

  /** Writes a history that has none yet, as {@code HistoryFreezer} does for runs and orders. */
  @Test
  @EnabledIfSystemProperty(named = "aurora.freeze", matches = "[a-z0-9-]+")
  void freezesARollout() throws IOException {
    work();
    if (System.getProperty("aurora.freeze").startsWith("watched")) {
      rollout.signal("watch");
    }
    rollout.signal("rollback", "please");
    rollout.signal("rollback", Map.of("commandId", "c-1", "by", "olga", "reason", "odd denials"));
    rollout.update(
        "advance", RolloutAnswer.class, Map.of("commandId", "c-2", "by", "olga", "reason", "r"));
    // Its own id: a replayer gives another run id, of which a message without one makes its own.
    rollout.update(
        "ramp",
        RolloutAnswer.class,
        Map.of("commandId", "c-3", "percent", 25, "by", "olga", "reason", "share"));
    environment.sleep(Duration.ofSeconds(15));
    red.set(true);
    environment.sleep(Duration.ofSeconds(15));
    rollout.signal("refresh");
    rollout.update("sync", RolloutState.class);
    Path file =
        Files.createDirectories(Path.of("src/test/resources/histories/Rollout"))
            .resolve(System.getProperty("aurora.freeze") + ".json");
    if (Files.notExists(file)) {
      Files.writeString(
          file, environment.getWorkflowClient().fetchHistory("rollout").toJson(true) + "\n");
    }
  }

  private void ramp(int percent) {
    rollout.update(
        "ramp", RolloutAnswer.class, Map.of("percent", percent, "by", "olga", "reason", "share"));
  }

  private String page() {
    return rollout.describe().getMemo("state", String.class, String.class);
  }

  private void work() {
    Worker worker = environment.newWorker("q");
    worker.registerWorkflowImplementationTypes(RolloutWorkflowImpl.class);
    worker.registerActivitiesImplementations(new Policy(), new Builds(), new Watch());
    environment.start();
  }

  /** Does what it is told, and remembers the last of it. */
  private final class Policy implements RolloutActivities {

    @Override
    public RolloutAnswer apply(RolloutCommand command) {
      applied.add(command);
      return new RolloutAnswer(command.commandId(), true, "revision " + applied.size(), read());
    }

    @Override
    public RolloutView read() {
      RolloutCommand last = applied.isEmpty() ? null : applied.getLast();
      boolean back = last != null && last.action() == RolloutAction.ROLLBACK;
      return new RolloutView(
          applied.size(),
          back ? Stage.BASELINE : Stage.WEEK_ONE,
          last == null ? 0 : last.percent(),
          back,
          null,
          List.of(),
          "olga",
          "r",
          null);
    }
  }

  /** Looks, and ramps to zero when it is told that something is red. */
  private final class Watch implements RolloutWatchActivities {

    @Override
    public WatchReport look() {
      looks.incrementAndGet();
      if (watchFails.get()) {
        throw new IllegalStateException("the books are away");
      }
      PathReading reading =
          new PathReading(
              "stage week-two",
              40,
              100,
              List.of(new PathMetric("denial-rate", "60.0 %", "20.0 %", red.get())),
              "");
      if (red.get()) {
        applied.add(
            new RolloutCommand(
                "watch", RolloutAction.RAMP, 0, null, null, "aurora", "red", "metrics"));
        return new WatchReport(List.of(reading.and("ramped to 0 %")));
      }
      return new WatchReport(List.of(reading));
    }
  }

  /** Moves what it is told to. */
  private final class Builds implements BuildActivities {

    @Override
    public BuildAnswer apply(BuildCommand command) {
      moved.add(command);
      return new BuildAnswer(command.commandId(), true, "moved", read());
    }

    @Override
    public BuildView read() {
      if (buildsAway.get()) {
        throw new IllegalStateException("the books are away");
      }
      BuildCommand last = moved.isEmpty() ? null : moved.getLast();
      return new BuildView(
          moved.size(),
          "aurora",
          "a",
          last == null ? null : "b",
          last == null ? 0 : last.percent(),
          "a",
          List.of(),
          0);
    }
  }
}
