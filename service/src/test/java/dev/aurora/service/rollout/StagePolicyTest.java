package dev.aurora.service.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutCommand;
import dev.aurora.workflows.rollout.RolloutView;
import dev.aurora.workflows.stage.StageChoice;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagePolicyTest {

  private static final String STRATEGY = "momentum";

  @TempDir Path folder;
  private JournalFixture books;
  private StagePolicyStore store;
  private StagePolicy policy;
  private int commands;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    store = new StagePolicyStore(books.database, books.clock);
    policy = new StagePolicy(store, false);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void asShippedEverythingTakesTheStageThatProtectsMost() {
    assertThat(choose("k", TradingMode.PAPER)).isEqualTo(new StageChoice(Stage.WEEK_TWO, 0, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = TradingMode.class,
      names = {"SHADOW", "PAPER"})
  void aRollbackTakesNewExecutionsToTheBaseline(TradingMode mode) {
    rollback();

    assertThat(choose("k", mode)).isEqualTo(new StageChoice(Stage.BASELINE, 1, true));
  }

  @Test
  void afterARollbackItGoesForwardAgainStepByStep() {
    rollback();
    advance();
    assertThat(choose("k", TradingMode.PAPER)).isEqualTo(new StageChoice(Stage.WEEK_ONE, 2, false));
    advance();
    assertThat(choose("k", TradingMode.PAPER)).isEqualTo(new StageChoice(Stage.WEEK_TWO, 3, false));
    assertThat(apply(RolloutAction.ADVANCE, 0, null, null))
        .isEqualTo(new StagePolicyStore.Refused("there is no stage after week-two"));
  }

  @Test
  void noExecutionOfLiveEverTakesTheBaseline() {
    assertThat(live(policy)).isEqualTo(new StageChoice(Stage.WEEK_TWO, 0, false));
    rollback();
    assertThat(live(policy).stage()).isEqualTo(Stage.WEEK_ONE);
    advance();
    advance();
    rollback();
    assertThat(live(policy)).isEqualTo(new StageChoice(Stage.WEEK_ONE, 4, true));
  }

  @Test
  void inLiveARollbackWithoutALastGoodStageLetsOnlyReducersPassAndSaysWhy() {
    rollback();

    assertThat(live(policy).reducersOnly()).contains("no stage from week-one on was in force");

    advance();
    rollback();
    assertThat(live(policy).reducersOnly()).contains("no stage from week-one on was in force");
  }

  @Test
  void inLiveARollbackOfARampGoesBackToTheStageThatWasRampedFrom() {
    rollback();
    advance();
    ramp(25);
    rollback();

    assertThat(live(policy)).isEqualTo(new StageChoice(Stage.WEEK_ONE, 4, true));
  }

  @Test
  void theVariableCountsForItsOwnProcessWhateverTheBooksSay() {
    StagePolicy own = new StagePolicy(store, true);

    assertThat(own.choose(Samples.ACCOUNT, STRATEGY, "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.BASELINE);
    books.close();
    assertThat(own.choose(Samples.ACCOUNT, STRATEGY, "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.BASELINE);
    assertThat(live(own).reducersOnly()).isNotNull();
  }

  @Test
  void withoutAReadablePolicyNoExecutionGetsAStage() {
    books.close();

    assertThatThrownBy(() -> choose("k", TradingMode.PAPER))
        .isInstanceOf(StagePolicyUnreadable.class)
        .hasMessageContaining("no new execution starts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update stage_policy set stage = 'week-two' where revision = 1",
        "update stage_policy set rollback_on = false where revision = 1",
        "update stage_policy set stage = 'week-three' where revision = 1",
        "update stage_policy set decided_by = 'nobody' where revision = 2",
        "delete from stage_policy where revision = 1"
      })
  void aPolicyThatWasAlteredGivesNoStageAndTakesNoChange(String alteration) {
    rollback();
    advance();
    books.database.run(handle -> handle.execute(alteration));

    assertThatThrownBy(() -> choose("k", TradingMode.PAPER))
        .isInstanceOf(StagePolicyUnreadable.class);
    assertThatThrownBy(this::advance).isInstanceOf(StagePolicyUnreadable.class);
  }

  @Test
  void aRampTakesItsShareByTheKeyAloneAndKeepsWhoIsIn() {
    rollback();
    advance();
    ramp(25);
    Set<String> first = inWeekTwo(4_000);
    Set<String> again = inWeekTwo(4_000);
    ramp(50);
    Set<String> later = inWeekTwo(4_000);

    assertThat(again).isEqualTo(first);
    // 4 standard deviations of a binomial share: 4 x sqrt(4000 x 0.25 x 0.75) is 110.
    assertThat(first).hasSizeBetween(890, 1_110);
    assertThat(later).containsAll(first).hasSizeBetween(1_873, 2_127);
  }

  @Test
  void aRampToNobodyAndToEverybodyIsExact() {
    rollback();
    advance();
    assertThat(inWeekTwo(500)).isEmpty();
    ramp(100);
    assertThat(inWeekTwo(500)).hasSize(500);
    ramp(0);
    assertThat(inWeekTwo(500)).isEmpty();
  }

  @Test
  void theNarrowestRowDecidesAndARollbackEndsThemAll() {
    rollback();
    advance();
    apply(RolloutAction.ADVANCE, 0, null, STRATEGY);
    apply(RolloutAction.RAMP, 100, "OTHER", null);

    assertThat(policy.choose("A", STRATEGY, "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.WEEK_TWO);
    assertThat(policy.choose("A", "value", "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.WEEK_ONE);
    assertThat(policy.choose("OTHER", "value", "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.WEEK_TWO);

    rollback();
    assertThat(policy.choose("A", STRATEGY, "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.BASELINE);
    advance();
    assertThat(policy.choose("A", STRATEGY, "k", TradingMode.PAPER).stage())
        .isEqualTo(Stage.WEEK_ONE);
  }

  @Test
  void theSameCommandTwiceIsOneChange() {
    RolloutCommand command = command("c-1", RolloutAction.ROLLBACK, 0, null, null);

    assertThat(store.apply(command)).isEqualTo(store.apply(command));
    assertThat(store.read().revisions()).hasSize(1);
  }

  @Test
  void aRollbackOfWhatIsRolledBackChangesNothing() {
    rollback();

    assertThat(apply(RolloutAction.ROLLBACK, 0, null, null))
        .isEqualTo(new StagePolicyStore.Stood("it was rolled back before, by revision 1"));
    assertThat(store.read().revisions()).hasSize(1);
  }

  @Test
  void refusesARampOfARolledBackRolloutAndAScopeOfARollback() {
    rollback();

    assertThat(apply(RolloutAction.RAMP, 25, null, null))
        .isEqualTo(new StagePolicyStore.Refused("the rollout is rolled back: advance it first"));
    assertThat(apply(RolloutAction.ADVANCE, 0, "A", null))
        .isInstanceOf(StagePolicyStore.Refused.class);
    assertThat(apply(RolloutAction.ROLLBACK, 0, "A", null))
        .isInstanceOf(StagePolicyStore.Refused.class);
  }

  @Test
  void changesOfSeveralProcessesFormOneChain() throws Exception {
    rollback();
    advance();
    List<Callable<StagePolicyStore.Written>> racers =
        IntStream.range(0, 16)
            .<Callable<StagePolicyStore.Written>>mapToObj(
                percent -> () -> apply(RolloutAction.RAMP, percent, null, null))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<StagePolicyStore.Written> written : threads.invokeAll(racers)) {
        assertThat(written.get()).isInstanceOf(StagePolicyStore.Applied.class);
      }
    }
    assertThat(store.read().revision()).isEqualTo(18);
  }

  @Test
  void saysWhoChangedItAndWhy() {
    rollback();

    assertThat(store.read().view())
        .isEqualTo(
            new RolloutView(
                1,
                Stage.BASELINE,
                0,
                true,
                null,
                List.of(),
                "olga",
                "a reason",
                Instant.from(Samples.NOW)));
  }

  private Set<String> inWeekTwo(int keys) {
    Set<String> in = new TreeSet<>();
    for (int key = 0; key < keys; key++) {
      if (choose("order-" + key, TradingMode.PAPER).stage() == Stage.WEEK_TWO) {
        in.add("order-" + key);
      }
    }
    return in;
  }

  private StageChoice choose(String key, TradingMode mode) {
    return policy.choose(Samples.ACCOUNT, STRATEGY, key, mode);
  }

  private static StageChoice live(StagePolicy policy) {
    return policy.choose(Samples.ACCOUNT, STRATEGY, "k", TradingMode.LIVE);
  }

  private void rollback() {
    applied(RolloutAction.ROLLBACK, 0);
  }

  private void advance() {
    applied(RolloutAction.ADVANCE, 0);
  }

  private void ramp(int percent) {
    applied(RolloutAction.RAMP, percent);
  }

  private void applied(RolloutAction action, int percent) {
    assertThat(apply(action, percent, null, null)).isInstanceOf(StagePolicyStore.Applied.class);
  }

  private synchronized String nextCommand() {
    return "c-" + ++commands;
  }

  private StagePolicyStore.Written apply(
      RolloutAction action, int percent, @Nullable String account, @Nullable String strategy) {
    return store.apply(command(nextCommand(), action, percent, account, strategy));
  }

  private static RolloutCommand command(
      String id,
      RolloutAction action,
      int percent,
      @Nullable String account,
      @Nullable String strategy) {
    return new RolloutCommand(id, action, percent, account, strategy, "olga", "a reason", "api");
  }
}
