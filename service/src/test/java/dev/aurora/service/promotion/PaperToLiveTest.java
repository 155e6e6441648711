package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.promotion.PromotionReport;
import dev.aurora.workflows.promotion.PromotionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forbidden outcome: live money on less than all evidence and two persons, or beyond its grant. */
class PaperToLiveTest {

  private static final EvidenceKey ROLLBACK = EvidenceKey.parse("drill/rollback");

  @TempDir Path folder;
  private PromotionWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new PromotionWorld(folder);
    world.shown.everything();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void goesFromShadowToPaperToLiveAndNoOrderPassesBeyondWhatWasGranted() {
    assertThat(world.promote(TradingMode.PAPER).state()).isEqualTo(PromotionState.PROMOTED);
    assertThat(envelope(live("before", "AAPL", "1")))
        .containsExactly("deployment-envelope.missing-envelope");

    PromotionStanding asked = world.ask(TradingMode.LIVE);
    assertThat(asked.state()).as("%s", asked.assessment()).isEqualTo(PromotionState.WAITING);
    world.approve(asked, PromotionWorld.OLGA);
    assertThat(world.standing(asked.id()).granted()).isFalse();
    world.approve(asked, PromotionWorld.RITA);
    PromotionReport report = world.end(asked);

    assertThat(report.state()).as("%s", report).isEqualTo(PromotionState.PROMOTED);
    assertThat(envelope(live("within", "AAPL", "19"))).isEmpty();
    assertThat(envelope(live("worth-too-much", "AAPL", "21")))
        .containsExactlyInAnyOrder(
            "Deny an order value above what the strategy was promoted for",
            "Deny a position above what the strategy was promoted for");
    assertThat(envelope(live("another-symbol", "MSFT", "1")))
        .containsExactly("Deny an opener in a symbol that the strategy was not promoted for");
  }

  /** A rollback in LIVE goes to week-one, which must not lift what binds live money. */
  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"WEEK_ONE", "WEEK_TWO"})
  void whatWasGrantedToLiveBindsAtEveryStageOfLive(Stage stage) {
    world.inPaper();
    assertThat(envelope(world.check(TradingMode.LIVE, stage, "early", "AAPL", "1")))
        .containsExactly("deployment-envelope.missing-envelope");
    assertThat(world.promote(TradingMode.LIVE).state()).isEqualTo(PromotionState.PROMOTED);

    assertThat(envelope(world.check(TradingMode.LIVE, stage, "o-1", "MSFT", "1")))
        .containsExactly("Deny an opener in a symbol that the strategy was not promoted for");
    world.shown.judge(
        Samples.NOW.plusSeconds(1), "l2-2", GateLevel.L2, false, List.of("determinism"));
    assertThat(denying(world.check(TradingMode.LIVE, stage, "o-2", "AAPL", "1"), "data-gate"))
        .containsExactly("Deny an opener while its gate level is below the required one");
  }

  @Test
  void comesFromPaperAndNotFromTheShadow() {
    PromotionStanding asked = world.ask(TradingMode.LIVE);

    assertThat(asked.assessment().orElseThrow().reasons())
        .containsExactly("Refuse a promotion to live that does not come from paper.");
    assertThat(world.end(asked).state()).isEqualTo(PromotionState.REFUSED);
  }

  /** What speaks against it, written over evidence that was all green. */
  enum Against {
    L0_RED("l0-green"),
    L0_NOT_JUDGED("l0-green"),
    L1_NIGHT_RED("l1-nights"),
    L1_NIGHT_MISSING("l1-nights"),
    L2_RED("l2-green"),
    L2_OLD("l2-green"),
    L2_NOT_JUDGED("l2-green"),
    SCORECARD_LACKS_ONE_ITEM("scorecard-complete"),
    GATES_NOT_SEEN_RED("scorecard-complete"),
    FLAGS_RED("flags-off"),
    ROLLBACK_RED("rollback-rehearsed"),
    ROLLBACK_OLD("rollback-rehearsed"),
    ROLLBACK_NOT_REHEARSED("rollback-rehearsed"),
    RUN_FAILED("shadow-stable"),
    BREAK_OPEN("books-clean"),
    KILLED("not-killed");

    private final String condition;

    Against(String condition) {
      this.condition = condition;
    }
  }

  @ParameterizedTest
  @EnumSource(Against.class)
  void isRefusedForTheLackOfASingleCondition(Against against) throws IOException {
    world.inPaper();
    write(against);

    PromotionStanding asked = world.ask(TradingMode.LIVE);

    assertThat(asked.assessment().orElseThrow().go()).isFalse();
    assertThat(world.book.dossier(asked.dossierDigest()).orElseThrow())
        .containsPattern("<td>" + against.condition + "</td><td>refuses</td>");
    PromotionReport report = world.end(asked);
    assertThat(report.state()).isEqualTo(PromotionState.REFUSED);
    assertThat(report.reasons()).isNotEmpty();
    assertThat(envelope(live("o-1", "AAPL", "1")))
        .containsExactly("deployment-envelope.missing-envelope");
  }

  /** What was green when both read it may be so no longer when it would be granted. */
  @ParameterizedTest
  @EnumSource(
      value = Against.class,
      names = {"L1_NIGHT_RED", "L2_OLD", "SCORECARD_LACKS_ONE_ITEM", "KILLED"})
  void isRefusedWhenAConditionFailsBetweenDossierAndSecondSignature(Against against)
      throws IOException {
    world.inPaper();
    PromotionStanding asked = world.ask(TradingMode.LIVE);
    world.approve(asked, PromotionWorld.OLGA);
    write(against);
    world.approve(asked, PromotionWorld.RITA);

    assertThat(world.end(asked).state()).isEqualTo(PromotionState.REFUSED);
    assertThat(world.standing(asked.id()).granted()).isFalse();
    assertThat(envelope(live("o-1", "AAPL", "1")))
        .containsExactly("deployment-envelope.missing-envelope");
  }

  @Test
  void oneApproverIsNotEnoughAndItExpires() {
    world.inPaper();
    PromotionStanding asked = world.ask(TradingMode.LIVE);
    world.approve(asked, PromotionWorld.RITA);
    world.approve(asked, PromotionWorld.RITA);

    assertThat(world.end(asked).state()).isEqualTo(PromotionState.EXPIRED);
    assertThat(world.standing(asked.id()).granted()).isFalse();
  }

  private void write(Against against) throws IOException {
    Instant later = Samples.NOW.plusSeconds(1);
    world.books.clock.advance(Duration.ofSeconds(2));
    switch (against) {
      case L0_RED -> world.shown.judge(later, "run-1", GateLevel.L0, false, List.of("dtypes"));
      case L0_NOT_JUDGED -> world.shown.forget("gate_evidence", "run_id = 'run-1'");
      case L1_NIGHT_RED -> world.shown.night(ShownEvidence.TODAY, false);
      case L1_NIGHT_MISSING ->
          world.shown.forget("gate_evidence", "run_id like '%" + ShownEvidence.TODAY + "%'");
      case L2_RED -> world.shown.judge(later, "l2-2", GateLevel.L2, false, List.of("ratchet"));
      case L2_OLD -> old(Duration.ofDays(8));
      case L2_NOT_JUDGED -> world.shown.forget("gate_evidence", "gate_level = 'L2'");
      case SCORECARD_LACKS_ONE_ITEM -> world.shown.forget("evidence", "subject = 'training'");
      case GATES_NOT_SEEN_RED -> world.shown.add(EvidenceKey.parse("drill/gates"), later, false);
      case FLAGS_RED -> world.shown.judge(later, "run-9", GateLevel.L0, false, List.of("flags"));
      case ROLLBACK_RED -> world.shown.add(ROLLBACK, later, false);
      case ROLLBACK_OLD -> {
        world.shown.forget("evidence", "subject = 'rollback'");
        world.shown.add(ROLLBACK, Samples.NOW.minus(Duration.ofDays(31)), true);
      }
      case ROLLBACK_NOT_REHEARSED -> world.shown.forget("evidence", "subject = 'rollback'");
      case RUN_FAILED -> world.shown.run(0, RunStatus.FAILED);
      case BREAK_OPEN ->
          world.books.accounts.openBreak("b-1", Samples.ACCOUNT, "AAPL", "POSITION", "10, 12");
      case KILLED -> world.shown.kill("strategy:" + Samples.STRATEGY);
    }
  }

  private void old(Duration age) {
    world.shown.forget("gate_evidence", "gate_level = 'L2'");
    world.shown.judge(
        Samples.NOW.minus(age), "l2-0", GateLevel.L2, true, PassedGates.ids(GateLevel.L2));
  }

  private Verdict live(String id, String symbol, String quantity) {
    return world.check(TradingMode.LIVE, Stage.WEEK_TWO, id, symbol, quantity);
  }

  private static List<String> envelope(Verdict verdict) {
    return denying(verdict, "deployment-envelope");
  }

  private static List<String> denying(Verdict verdict, String control) {
    return verdict.breaches().stream()
        .filter(breach -> breach.control().equals(control) && breach.mode() == Mode.ENFORCE)
        .map(breach -> breach.missing().isEmpty() ? breach.rule() : breach.code())
        .toList();
  }
}
