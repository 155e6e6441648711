package dev.aurora.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.gate.FlagSources;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.run.E2dOutcome;
import dev.aurora.workflows.run.GateActivities;
import dev.aurora.workflows.run.GateOutcome;
import dev.aurora.workflows.stage.StageChoice;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the artifacts of a real run to what the shipped policy says of its orders. */
class ArtifactGatesTest {

  private static final LocalDate AS_OF = LocalDate.of(2013, 2, 27);

  @TempDir Path directory;
  private JournalFixture books;
  private L0Gates gates;
  private GateEvidence evidence;
  private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

  @BeforeEach
  void open() throws IOException {
    books = new JournalFixture(directory);
    gates =
        new L0Gates(
            TradingCalendar.nyse(),
            FlagSources.of(ShippedData.FOLDER, Checkout.root(), Map.of()),
            System::nanoTime);
    evidence = new GateEvidence(books.database, books.clock, "build-1");
    environment.registerActivitiesImplementations(new ArtifactGates(gates, evidence));
  }

  @AfterEach
  void close() {
    environment.close();
    gates.close();
    books.close();
  }

  @Test
  void givesARunWithSoundArtifactsLevelL0AndKeepsTheEvidence() throws IOException {
    E2dOutcome run = run();

    assertThat(judge(run)).isEqualTo(new GateOutcome(GateLevel.L0, List.of()));
    assertThat(evidence.of(run.runId()))
        .hasSize(4)
        .allMatch(GateVerdict::green)
        .allSatisfy(verdict -> assertThat(verdict.inputDigest()).startsWith("sha256:"));
    assertThat(evidence.of(run.runId()).getFirst().evidence()).containsKey("barInterval");
  }

  @Test
  void deniesTheOpenersOfARunWithSpoiltArtifactsAndLetsItsReducersPass() throws IOException {
    E2dOutcome run = run();
    Files.writeString(Path.of(run.artifacts()).resolve("notes.txt"), "not of this run");

    GateOutcome outcome = judge(run);

    assertThat(outcome)
        .isEqualTo(new GateOutcome(GateLevel.NONE, List.of("snapshot: notes.txt is not listed")));
    assertThat(evidence.of(run.runId()))
        .filteredOn(verdict -> !verdict.green())
        .extracting(GateVerdict::gate, GateVerdict::reasons)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("snapshot", List.of("notes.txt is not listed")));
    books.trade(Samples.buy("held", "MSFT", "10"), "200");
    assertThat(controls(Samples.buy("o-1", "AAPL", "1"), outcome.level(), Stage.WEEK_TWO))
        .contains("data-gate");
    assertThat(controls(Samples.sell("o-2", "MSFT", "1"), outcome.level(), Stage.WEEK_TWO))
        .doesNotContain("data-gate");
  }

  @Test
  void asksForNoGateAtBaselineAndForL0FromWeekOneOn() {
    assertThat(controls(Samples.buy("o-1", "AAPL", "1"), GateLevel.NONE, Stage.BASELINE))
        .doesNotContain("data-gate");
    assertThat(controls(Samples.buy("o-2", "AAPL", "1"), GateLevel.NONE, Stage.WEEK_ONE))
        .contains("data-gate");
    assertThat(controls(Samples.buy("o-3", "AAPL", "1"), GateLevel.L0, Stage.WEEK_TWO))
        .doesNotContain("data-gate");
  }

  @Test
  void judgesAgainWhenItIsAskedAgain() throws IOException {
    E2dOutcome run = run();

    assertThat(judge(run)).isEqualTo(judge(run));
    assertThat(evidence.of(run.runId())).hasSize(8);
  }

  private GateOutcome judge(E2dOutcome run) {
    return environment.newActivityStub(GateActivities.class).l0(run);
  }

  private E2dOutcome run() throws IOException {
    try (E2dPipeline pipeline = new E2dPipeline(TradingCalendar.nyse())) {
      E2dResult result =
          pipeline.run(
              E2dRequest.of(
                  ShippedData.STRATEGY,
                  AsOf.session(AS_OF),
                  ShippedData.BARS,
                  ShippedData.ACTIONS,
                  directory.resolve("artifacts")));
      return new E2dOutcome(
          result.runId(),
          result.artifacts().path().toString(),
          result.succeeded(),
          List.of(),
          0,
          0,
          0,
          List.of(),
          null);
    }
  }

  /** The controls of the shipped policy that an order breaches, in whatever mode. */
  private List<String> controls(Order order, GateLevel level, Stage stage) {
    OrderContext context =
        new OrderContext(
            "", Samples.ACCOUNT, AS_OF, TradingMode.PAPER, new StageChoice(stage, 1, false), level);
    try (PolicyEngine engine = engine()) {
      CheckSituation situation =
          new CheckSituation(
              new KillWatch(List.of(), Optional.empty(), "test"),
              strategies(),
              new NoPromotions(),
              java.time.Clock.systemUTC());
      CheckResult result =
          books
              .journal
              .checkAndReserve(
                  new CheckRequest(
                      Samples.ACCOUNT,
                      null,
                      List.of(order),
                      Samples.marketAt(Samples.NOW),
                      situation.of(context, List.of(order)),
                      CheckTerms.shipped()),
                  engine)
              .getFirst();
      return ((CheckResult.Checked) result)
          .verdict().breaches().stream().map(Breach::control).toList();
    }
  }

  private static Strategies strategies() {
    try {
      return Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PolicyEngine engine() {
    LoadResult loaded =
        RuleSetLoader.shipped().load(Checkout.root().resolve("rules").resolve("policy"));
    return new TreePolicyEngine(((LoadResult.Loaded) loaded).ruleSet());
  }
}
