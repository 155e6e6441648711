package dev.aurora.service.ramp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.build.BuildDesk;
import dev.aurora.service.build.BuildRamp;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.service.rollout.LiftedRules;
import dev.aurora.service.rollout.PolicyRevision;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.service.rollout.StagePolicyStore;
import dev.aurora.service.testing.Checkout;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildCommand;
import dev.aurora.workflows.rollout.BuildView;
import dev.aurora.workflows.rollout.PathReading;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RampWatchTest {

  @TempDir Path folder;
  private final Builds builds = new Builds();
  private JournalFixture books;
  private RolloutDesk stages;
  private RampWatch watch;
  private int orders;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    stages =
        new RolloutDesk(
            new StagePolicyStore(books.database, books.clock), new LiftedRules(() -> ruleSet()));
    watch = watch(RampLimitsFile.in(Checkout.root().resolve("service/data")));
    stages.apply(command("back", RolloutAction.ROLLBACK, 0));
    stages.apply(command("week-one", RolloutAction.ADVANCE, 0));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aStageThatDeniesMoreRampsToZeroAndTheBooksHoldTheFiguresThatCausedIt() {
    ramp();
    checked(Stage.WEEK_ONE, 30, 3);
    checked(Stage.WEEK_TWO, 20, 10);

    PathReading reading = watch.look().readings().getFirst();

    assertThat(reading.done()).isEqualTo("ramped to 0 %");
    PolicyRevision last = stages.history().getFirst();
    assertThat(last.rampPercent()).isZero();
    assertThat(last.stage()).isEqualTo(Stage.WEEK_ONE);
    assertThat(last.by()).isEqualTo("aurora (ramp watch)");
    assertThat(last.source()).isEqualTo("metrics");
    assertThat(last.reason())
        .contains(
            "red by itself: stage week-two, 20 orders against 30: denial-rate 50.0 %"
                + " (limit 20.0 %) RED");
    assertThat(watch.look().readings()).isEmpty();
  }

  @Test
  void aStageThatDoesAsTheOneBeforeGoesOn() {
    ramp();
    checked(Stage.WEEK_ONE, 30, 3);
    checked(Stage.WEEK_TWO, 20, 2);

    PathReading reading = watch.look().readings().getFirst();

    assertThat(reading.red()).isFalse();
    assertThat(stages.read().rampPercent()).isEqualTo(25);
  }

  @Test
  void ordersOfBeforeTheRampAreHeldAgainstWhenEverythingRamps() {
    checked(Stage.WEEK_ONE, 30, 15);
    books.clock.advance(Duration.ofMinutes(1));
    ramp();
    checked(Stage.WEEK_TWO, 20, 11);

    assertThat(watch.look().readings().getFirst().oldOrders()).isEqualTo(30);
    assertThat(stages.read().rampPercent()).isEqualTo(25);
  }

  @Test
  void limitsThatCantBeReadRampToZero() {
    ramp();
    watch = watch(new RampLimitsFile(folder.resolve("not-there.yaml")));

    PathReading reading = watch.look().readings().getFirst();

    assertThat(reading.red()).isTrue();
    assertThat(stages.read().rampPercent()).isZero();
    assertThat(stages.history().getFirst().reason()).contains("unreadable", "not-there.yaml");
  }

  @Test
  void aBuildWhoseOrdersAreDeniedRampsToZero() {
    builds.ramp = new BuildRamp("b", 3, books.clock.instant());
    checked(Stage.WEEK_TWO, 20, 18);
    builds.begun =
        books.queries.ordersOfAccount(Samples.ACCOUNT).stream()
            .map(order -> "order/" + Samples.ACCOUNT + "/" + order.order().clientOrderId())
            .toList();
    checked(Stage.WEEK_TWO, 20, 0);

    PathReading reading = watch.look().readings().getFirst();

    assertThat(reading.newOrders()).isEqualTo(20);
    assertThat(reading.oldOrders()).isEqualTo(20);
    assertThat(builds.applied).singleElement().matches(command -> command.percent() == 0);
    assertThat(builds.applied.getFirst().reason()).contains("build b", "denial-rate 90.0 %");
  }

  @Test
  void aBuildWhoseExecutionsCantBeListedRampsToZero() {
    builds.ramp = new BuildRamp("b", 3, books.clock.instant());
    builds.begun = null;

    assertThat(watch.look().readings().getFirst().red()).isTrue();
    assertThat(builds.applied).hasSize(1);
  }

  @Test
  void buildsThatCantBeReadAreRedAndKeepNoStageUnwatched() {
    ramp();
    checked(Stage.WEEK_ONE, 30, 3);
    checked(Stage.WEEK_TWO, 20, 10);
    builds.readable = false;

    List<PathReading> readings = watch.look().readings();

    assertThat(readings).hasSize(2).allMatch(PathReading::red);
    assertThat(readings.getLast().sentence())
        .contains("builds", "unreadable", "the books are away");
    assertThat(stages.read().rampPercent()).isZero();
  }

  private void ramp() {
    stages.apply(command("ramp", RolloutAction.RAMP, 25));
  }

  private void checked(Stage stage, int count, int denied) {
    for (int order = 0; order < count; order++) {
      FakeEngine engine =
          order < denied ? FakeEngine.denying("price-collar") : FakeEngine.approving();
      books.journal.checkAndReserve(
          new CheckRequest(
              Samples.ACCOUNT,
              null,
              List.of(Samples.buy("o-" + orders++, "AAPL", "1")),
              Samples.marketAt(Samples.NOW),
              facts(stage),
              CheckTerms.shipped()),
          engine);
    }
  }

  private static RunFacts facts(Stage stage) {
    return new RunFacts(
        TradingState.ACTIVE,
        Set.of(),
        Set.of(),
        true,
        true,
        true,
        GateLevel.L0,
        GateLevel.NONE,
        true,
        TradingMode.PAPER,
        stage,
        null);
  }

  private RampWatch watch(RampLimitsFile limits) {
    return new RampWatch(stages, builds, new RampBooks(books.database, books.clock), limits);
  }

  private static RolloutCommand command(String id, RolloutAction action, int percent) {
    return new RolloutCommand(id, action, percent, null, null, "olga", "a reason", "api");
  }

  private static RuleSet ruleSet() {
    LoadResult shipped = RuleSetLoader.shipped().load(Checkout.root().resolve("rules/policy"));
    return ((LoadResult.Loaded) shipped).ruleSet();
  }

  /** Builds without a server: what ramps, what began on it, and what was asked. */
  private static final class Builds extends BuildDesk {

    private final List<BuildCommand> applied = new ArrayList<>();
    private @Nullable BuildRamp ramp;
    private boolean readable = true;
    private @Nullable List<String> begun = List.of();

    Builds() {
      super(ClientProxy.unread(), ClientProxy.unread(), ClientProxy.unread(), new BuildId("b"));
    }

    @Override
    public Optional<BuildRamp> ramp() {
      if (!readable) {
        throw new IllegalStateException("the books are away");
      }
      return Optional.ofNullable(ramp);
    }

    @Override
    public List<String> begunOn(String build, Instant since) {
      if (begun == null) {
        throw new IllegalStateException("the list is away");
      }
      return begun;
    }

    @Override
    public BuildAnswer apply(BuildCommand command) {
      applied.add(command);
      ramp = null;
      return new BuildAnswer(
          command.commandId(),
          true,
          "done",
          new BuildView(1, "aurora", "a", null, 0, "b", List.of(), 0));
    }
  }
}
