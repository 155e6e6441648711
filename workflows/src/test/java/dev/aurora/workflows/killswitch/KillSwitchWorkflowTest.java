package dev.aurora.workflows.killswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.killswitch.KillStand.Stage;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Forbidden outcome: a message to the workflow lifts something, or its page believes a message. */
class KillSwitchWorkflowTest {

  private static final String ID = "kill-switch";

  private final List<KillCommand> latched = new CopyOnWriteArrayList<>();
  private final Set<String> approved = ConcurrentHashMap.newKeySet();
  private final CountDownLatch booksAsked = new CountDownLatch(1);
  private final CountDownLatch booksRead = new CountDownLatch(1);
  private volatile List<KillStand> books = List.of();
  private volatile boolean booksHang;
  private TestWorkflowEnvironment environment;
  private WorkflowClient client;
  private WorkflowStub workflow;

  @BeforeEach
  void start() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder();
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    environment = TestWorkflowEnvironment.newInstance(options.build());
    Worker worker = environment.newWorker("q");
    worker.registerWorkflowImplementationTypes(KillSwitchWorkflowImpl.class);
    worker.registerActivitiesImplementations((KillSwitchActivities) latched::add, new Books());
    environment.start();
    client = environment.getWorkflowClient();
    KillSwitchWorkflow typed =
        client.newWorkflowStub(
            KillSwitchWorkflow.class,
            WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue("q").build());
    WorkflowClient.start(typed::run, KillSwitchState.QUIET);
    workflow = client.newUntypedWorkflowStub(ID);
    // The test server may hand an update to a task before what was signalled during that task: so
    // the first task is over before anything is sent.
    workflow.update("sync", KillSwitchState.class);
  }

  @AfterEach
  void stop() {
    booksRead.countDown();
    environment.close();
  }

  @Test
  void aBareUpdateIsRefusedAndTheRefusalIsRecorded() {
    KillAnswer none = workflow.update("release", KillAnswer.class);
    KillAnswer empty = workflow.update("confirm", KillAnswer.class, Map.of());
    KillAnswer forged =
        workflow.update(
            "release", KillAnswer.class, Map.of("commandId", "k-1", "approvalId", "guessed"));

    assertThat(List.of(none, empty, forged)).extracting(KillAnswer::answer).containsOnly("refused");
    assertThat(state().refused())
        .extracting(KillRefusal::update, KillRefusal::commandId)
        .containsExactly(tuple("release", ""), tuple("confirm", ""), tuple("release", "k-1"));
    assertThat(page()).contains("Refused:", "`release` k-1", "no such approval");
  }

  @Test
  void anApprovedReleaseAnswersDoneOnceThePageShowsTheBooks() {
    approved.add("RELEASE k-1 a-1");
    books = List.of(stand("k-1", Stage.REDUCES, "2026-01-05T15:10:00Z: eased to reducers by ann"));

    KillAnswer answer =
        workflow.update(
            "release", KillAnswer.class, Map.of("commandId", "k-1", "approvalId", "a-1"));

    assertThat(answer.answer()).isEqualTo("done");
    assertThat(state().kills()).isEqualTo(books);
    assertThat(page()).contains("Only reducers", "eased to reducers by ann");
  }

  @Test
  void thePageSaysWhoWhenWhyAndWhatIsStillOpen() {
    books = List.of(stand("k-1", Stage.INCOMPLETE));

    workflow.signal("look");

    until(state -> !state.kills().isEmpty());
    assertThat(page())
        .contains(
            "Trading is stopped",
            "INCOMPLETE",
            "olga",
            "2026-01-05T15:00:00Z",
            "odd fills",
            "operator",
            "3 orders may still fill",
            "o-1 UNKNOWN",
            "and 1 more");
  }

  @Test
  void aSignalledKillIsLatchedAndShownAsASignalWhateverItClaims() {
    workflow.signal("engage", Map.of("by", "eve", "source", "rule", "reason", "why not"));
    workflow.update("sync", KillSwitchState.class);

    assertThat(latched)
        .singleElement()
        .extracting(KillCommand::source)
        .isEqualTo("temporal-signal");
    assertThat(page()).contains("Trading is stopped", "temporal-signal", "eve");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aKillIsLatchedWhileTheBooksCannotBeReadForThePage() throws InterruptedException {
    booksHang = true;
    workflow.signal("look");
    assertThat(booksAsked.await(20, TimeUnit.SECONDS)).isTrue();

    workflow.signal("engage");
    workflow.update("sync", KillSwitchState.class);

    assertThat(latched).hasSize(1);
  }

  @Test
  void aKillThatTheBooksHoldNoMoreIsForgotten() {
    workflow.signal("engage", Map.of("commandId", "k-1"));
    workflow.update("sync", KillSwitchState.class);
    books = List.of(stand("k-1", Stage.RELEASED, "opened fully by bob"));

    workflow.signal("look");

    until(state -> !state.kills().isEmpty());
    assertThat(state().engaged()).isEmpty();
    assertThat(page()).contains("No kill is engaged", "opened fully by bob");
  }

  @Test
  void theStateOfAnOlderBuildIsRead() {
    KillCommand kill =
        new KillCommand("k-1", "firm", KillLevel.BLOCK, "olga", "odd", "temporal-signal");

    KillSwitchState read =
        DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
            DefaultDataConverter.STANDARD_INSTANCE
                .toPayload(Map.of("engaged", List.of(kill), "of a newer build", 1))
                .orElseThrow(),
            KillSwitchState.class,
            KillSwitchState.class);

    assertThat(read).isEqualTo(new KillSwitchState(List.of(kill), List.of(), List.of()));
  }

  /** A stage that this build does not know may be one that stops: it is read as that. */
  @Test
  void theStateOfANewerBuildIsReadAsStopping() {
    Map<String, Object> kill = new HashMap<>();
    kill.put("commandId", "k-1");
    kill.put("scope", "firm");
    kill.put("level", "BLOCK");
    kill.put("stage", "OF_A_NEWER_BUILD");
    kill.put("source", "signal");
    kill.put("by", "olga");
    kill.put("reason", "odd");
    kill.put("since", "2026-11-30T02:00:00Z");
    kill.put("openOrders", 0);
    kill.put("open", List.of());
    kill.put("steps", List.of());
    kill.put("of a newer build", 1);

    KillSwitchState read =
        DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
            DefaultDataConverter.STANDARD_INSTANCE
                .toPayload(Map.of("kills", List.of(kill)))
                .orElseThrow(),
            KillSwitchState.class,
            KillSwitchState.class);

    assertThat(read.kills()).singleElement().matches(stand -> stand.stage().stopsEverything());
  }

  private KillSwitchState state() {
    return workflow.query("state", KillSwitchState.class);
  }

  private String page() {
    return String.valueOf(
        Optional.ofNullable(workflow.describe().getMemo("state", String.class)).orElse(""));
  }

  private void until(Predicate<KillSwitchState> holds) {
    for (int look = 0; look < 500 && !holds.test(state()); look++) {
      environment.sleep(Duration.ofMillis(20));
    }
    assertThat(state()).matches(holds);
  }

  private static KillStand stand(String id, Stage stage, String... steps) {
    boolean open = stage == Stage.INCOMPLETE;
    return new KillStand(
        id,
        "firm",
        KillLevel.BLOCK_AND_CANCEL,
        stage,
        "operator",
        "olga",
        "odd fills",
        Instant.parse("2026-01-05T15:00:00Z"),
        open ? 3 : 0,
        open ? List.of("o-1 UNKNOWN, 5 units of AAPL", "o-2 WORKING, 7 units of MSFT") : List.of(),
        List.of(steps));
  }

  private final class Books implements KillRecordActivities {
    @Override
    public KillStands stands() {
      booksAsked.countDown();
      if (booksHang) {
        try {
          booksRead.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return new KillStands(books);
    }

    @Override
    public boolean approved(KillApproval approval) {
      return approved.contains(
          approval.deed() + " " + approval.commandId() + " " + approval.approvalId());
    }
  }
}
