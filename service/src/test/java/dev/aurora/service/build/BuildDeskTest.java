package dev.aurora.service.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.service.testing.RealTemporal;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildCommand;
import dev.aurora.workflows.rollout.BuildView;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a real server: where new executions go, and that running ones stay. */
@Tag("slow")
class BuildDeskTest {

  private static final SearchAttributeKey<String> VERSION =
      SearchAttributeKey.forKeyword("TemporalWorkerDeploymentVersion");

  @TempDir Path home;
  private final String name = "t" + UUID.randomUUID() + "/aurora";
  private final WorkflowClient client = RealTemporal.client();
  private final VersionedWorkers workers =
      new VersionedWorkers(client, name + "-orders", name, WorkerOptions::newBuilder);
  private JournalFixture books;
  private BuildStore store;
  private BuildLog log;
  private BuildDesk desk;

  @BeforeEach
  void firstBoot() {
    books = new JournalFixture(home);
    store = new BuildStore(home, Clock.systemUTC());
    log = new BuildLog(books.database, Clock.systemUTC());
    desk = desk("build-a", Deployment.ALIVE);
    desk.first(false);
    serve("build-a");
  }

  @AfterEach
  void stop() {
    workers.stop();
    books.close();
  }

  @Test
  void theFirstBuildIsCurrentAndOneThatStartsBesideItIsNot() {
    assertThat(run("1")).isEqualTo("build-a");

    serve("build-b");
    desk("build-b", Deployment.ALIVE).first(false);

    assertThat(desk.read().current()).isEqualTo("build-a");
    assertThat(run("2")).isEqualTo("build-a");
    assertThat(log.all())
        .extracting(BuildChange::action, BuildChange::phase)
        .containsExactly(
            tuple(BuildChange.Action.FIRST, BuildChange.Phase.ASKED),
            tuple(BuildChange.Action.FIRST, BuildChange.Phase.DONE));
  }

  @Test
  void aDemoTakesTheBuildThatRunsIt() {
    desk("build-b", Deployment.ALIVE).first(true);

    assertThat(desk.read().current()).isEqualTo("build-b");
  }

  @Test
  void forwardBackAndForwardAgainMovesNewExecutionsAndLeavesRunningOnes() {
    PinnedWorkflow begunOnA = start("waits-a", true);
    Waiting.until(() -> "build-a".equals(buildOf("waits-a")), Duration.ofSeconds(20), poll());
    serve("build-b");

    assertThat(ask("1", BuildAction.ADVANCE, "build-b", 0).done()).isTrue();
    assertThat(run("1")).isEqualTo("build-b");
    assertThat(ask("2", BuildAction.ROLLBACK, null, 0).done()).isTrue();
    assertThat(run("2")).isEqualTo("build-a");
    assertThat(ask("3", BuildAction.ADVANCE, "build-b", 0).done()).isTrue();
    assertThat(run("3")).isEqualTo("build-b");

    begunOnA.goOn();
    assertThat(WorkflowStub.fromTyped(begunOnA).getResult(String.class)).isEqualTo("went on");
    assertThat(buildOf("waits-a")).isEqualTo("build-a");
    assertThat(log.all())
        .filteredOn(row -> row.phase() == BuildChange.Phase.DONE)
        .extracting(BuildChange::action, BuildChange::current, BuildChange::by)
        .containsExactly(
            tuple(BuildChange.Action.FIRST, "build-a", "service"),
            tuple(BuildChange.Action.ADVANCE, "build-b", "olga"),
            tuple(BuildChange.Action.ROLLBACK, "build-a", "olga"),
            tuple(BuildChange.Action.ADVANCE, "build-b", "olga"));
  }

  @Test
  void aRampOfAllTakesAllAndOneOfNothingLeavesNoBuildRamping() {
    serve("build-b");
    ask("1", BuildAction.RAMP, "build-b", 100);
    assertThat(run("1")).isEqualTo("build-b");

    ask("2", BuildAction.RAMP, null, 0);

    assertThat(desk.read().ramping()).isNull();
    assertThat(IntStream.range(0, 8).mapToObj(i -> run("z" + i))).containsOnly("build-a");
  }

  @Test
  void refusesABuildWhoseWorkersAreDeadAndSaysSo() {
    serve("build-b");
    BuildDesk strict = desk("build-a", Duration.ofSeconds(2));
    Waiting.until(() -> row(desk.read(), "build-b") != null, Duration.ofSeconds(20), poll());
    workers.retire("build-b");
    Waiting.pause(Duration.ofSeconds(3));

    BuildAnswer current = strict.apply(command("1", BuildAction.ADVANCE, "build-b", 0));
    BuildAnswer ramp = strict.apply(command("2", BuildAction.RAMP, "build-b", 25));
    BuildAnswer unheardOf = strict.apply(command("3", BuildAction.ADVANCE, "build-z", 0));

    assertThat(List.of(current, ramp, unheardOf))
        .allSatisfy(
            answer -> {
              assertThat(answer.done()).isFalse();
              assertThat(answer.detail()).contains("no worker of build", "would wait for ever");
            });
    assertThat(desk.read().current()).isEqualTo("build-a");
    assertThat(desk.read().ramping()).isNull();
    assertThat(log.all().getLast().phase()).isEqualTo(BuildChange.Phase.REFUSED);
  }

  @Test
  void theSameCommandAgainIsOneChange() {
    serve("build-b");
    ask("1", BuildAction.ADVANCE, "build-b", 0);
    ask("2", BuildAction.ROLLBACK, null, 0);

    BuildAnswer again = ask("1", BuildAction.ADVANCE, "build-b", 0);

    assertThat(again.detail()).isEqualTo("new executions take build build-b");
    assertThat(again.view().current()).isEqualTo("build-a");
  }

  @Test
  void aChangeThatWasCutOffDoesNotGoForwardAgainAfterARollbackUnderAnotherId() {
    serve("build-b");
    Deployment server = deployment(Deployment.ALIVE);
    Waiting.until(
        () -> server.routing().version("build-b").isPresent(), Duration.ofSeconds(20), poll());
    asked("1", BuildChange.Action.ADVANCE, "build-b", 0);
    server.makeCurrent("build-b", server.routing());

    assertThat(ask("2", BuildAction.ROLLBACK, null, 0).done()).isTrue();
    BuildAnswer again = ask("1", BuildAction.ADVANCE, "build-b", 0);

    assertThat(again.done()).isFalse();
    assertThat(again.detail()).contains("ROLLBACK of olga", "is newer", "ask again");
    assertThat(again.view().current()).isEqualTo("build-a");
    assertThat(ask("3", BuildAction.ADVANCE, "build-b", 0).done()).isTrue();
  }

  @Test
  void aChangeThatWasCutOffIsStillDoneWhenNothingNewerWasAsked() {
    serve("build-b");
    asked("1", BuildChange.Action.ADVANCE, "build-b", 0);
    ask("2", BuildAction.RAMP, "build-a", 25);

    assertThat(ask("1", BuildAction.ADVANCE, "build-b", 0).done()).isTrue();
    assertThat(desk.read().current()).isEqualTo("build-b");
  }

  @Test
  void aRollbackThatWasCutOffGoesOnAlthoughARampHasEndedMeanwhile() {
    serve("build-b");
    ask("1", BuildAction.ADVANCE, "build-b", 0);
    asked("2", BuildChange.Action.ROLLBACK, "build-a", 0);
    ask("3", BuildAction.RAMP, null, 0);

    assertThat(ask("2", BuildAction.ROLLBACK, null, 0).done()).isTrue();
    assertThat(desk.read().current()).isEqualTo("build-a");
  }

  /** As a service leaves it that dies after it noted what was asked. */
  private void asked(String id, BuildChange.Action action, String build, int percent) {
    log.add(
        new BuildLog.Entry(
            id, BuildChange.Phase.ASKED, action, build, percent, "", "olga", "a reason", "api"),
        deployment(Deployment.ALIVE).routing());
  }

  @Test
  void notesWhatWasChangedOnTheServerItself() {
    serve("build-b");
    Deployment server = deployment(Deployment.ALIVE);
    Waiting.until(
        () -> server.routing().version("build-b").isPresent(), Duration.ofSeconds(20), poll());
    server.makeCurrent("build-b", server.routing());
    BuildKeeper keeper = keeper("build-a");

    keeper.noteElsewhere(server::routing);
    keeper.noteElsewhere(server::routing);

    assertThat(log.all())
        .filteredOn(row -> row.phase() == BuildChange.Phase.FOUND)
        .extracting(BuildChange::current, BuildChange::by)
        .containsExactly(tuple("build-b", "unknown"));
  }

  @Test
  void keepsABuildUntilNothingRunsOnItAndTheOneToGoBackTo() {
    for (String build : List.of("build-a", "build-b", "build-c", "build-d")) {
      store.install(
          new BuildId(build), List.of(PinnedWorkflow.class), List.of(PinnedWorkflow.Waiting.class));
    }
    stood("build-b");
    stood("build-c");
    Deployment server = deployment(Deployment.ALIVE);
    BuildKeeper keeper = keeper("build-d");

    keeper.retire(
        () ->
            new Routing(
                "build-c",
                null,
                0,
                Instant.EPOCH,
                true,
                List.of(
                    new Routing.Version("build-a", "DRAINING"),
                    new Routing.Version("build-b", "DRAINED"),
                    new Routing.Version("build-c", "CURRENT")),
                ByteString.EMPTY));
    assertThat(store.kept()).containsExactly("build-a", "build-b", "build-c", "build-d");

    start("waits", true);
    Waiting.until(() -> server.running("build-a") == 1, Duration.ofSeconds(20), poll());
    keeper.retire(BuildDeskTest::drained);
    assertThat(store.kept()).contains("build-a");

    client.newUntypedWorkflowStub(name + "waits").terminate("the test is over");
    Waiting.until(() -> server.running("build-a") == 0, Duration.ofSeconds(20), poll());
    Iterator<Routing> currentMeanwhile =
        List.of(drained(), drained().withCurrent("build-a")).iterator();
    keeper.retire(currentMeanwhile::next);
    assertThat(store.kept()).contains("build-a");

    keeper.retire(BuildDeskTest::drained);

    assertThat(store.kept()).containsExactly("build-b", "build-c", "build-d");
    assertThat(log.all().getLast().action()).isEqualTo(BuildChange.Action.RETIRE);
  }

  private static Routing drained() {
    return new Routing(
        "build-c",
        null,
        0,
        Instant.EPOCH,
        true,
        List.of(
            new Routing.Version("build-a", "DRAINED"), new Routing.Version("build-c", "CURRENT")),
        ByteString.EMPTY);
  }

  private void stood(String build) {
    log.add(
        new BuildLog.Entry(
            "stood/" + build,
            BuildChange.Phase.DONE,
            BuildChange.Action.ADVANCE,
            build,
            0,
            "",
            "olga",
            "why",
            "api"),
        new Routing(build, null, 0, Instant.EPOCH, true, List.of(), ByteString.EMPTY));
  }

  private BuildAnswer ask(String id, BuildAction action, @Nullable String build, int percent) {
    return desk.apply(command(id, action, build, percent));
  }

  private static BuildCommand command(
      String id, BuildAction action, @Nullable String build, int percent) {
    return new BuildCommand(id, action, build, percent, "olga", "a reason", "api");
  }

  private String run(String id) {
    start(id, false);
    client.newUntypedWorkflowStub(name + id).getResult(String.class);
    return buildOf(id);
  }

  private String buildOf(String id) {
    String version =
        client.newUntypedWorkflowStub(name + id).describe().getTypedSearchAttributes().get(VERSION);
    return version == null ? "" : version.substring(version.indexOf(':') + 1);
  }

  private PinnedWorkflow start(String id, boolean waits) {
    PinnedWorkflow workflow =
        client.newWorkflowStub(
            PinnedWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(name + "-orders")
                .setWorkflowId(name + id)
                .build());
    WorkflowClient.start(workflow::run, waits);
    return workflow;
  }

  /** Until the server knows it, which can be after it has seen its workers poll. */
  private void serve(String build) {
    workers.serve(
        build,
        BuildCode.running(List.of(PinnedWorkflow.Waiting.class)),
        List.of(new PinnedWorkflow.Echoes()));
    Deployment server = deployment(Deployment.ALIVE);
    assertThat(
            Waiting.until(
                () -> server.routing().version(build).isPresent(), Duration.ofSeconds(20), poll()))
        .isTrue();
  }

  private BuildKeeper keeper(String own) {
    return new BuildKeeper(
        deployment(Deployment.ALIVE),
        store,
        log,
        workers,
        new BuildId(own),
        () -> {},
        Clock.systemUTC());
  }

  private BuildDesk desk(String own, Duration alive) {
    return new BuildDesk(deployment(alive), store, log, new BuildId(own));
  }

  private Deployment deployment(Duration alive) {
    return new Deployment(
        client.getWorkflowServiceStubs(),
        client.getOptions().getNamespace(),
        name,
        name + "-orders",
        alive,
        Clock.systemUTC());
  }

  private static BuildView.@Nullable Row row(BuildView view, String build) {
    return view.builds().stream().filter(row -> row.build().equals(build)).findFirst().orElse(null);
  }

  private static Duration poll() {
    return Duration.ofMillis(50);
  }
}
