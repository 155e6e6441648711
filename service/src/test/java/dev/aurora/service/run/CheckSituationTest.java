package dev.aurora.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.testing.ShippedData;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.stage.StageChoice;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckSituationTest {

  @Test
  void anOrderOfLiveAtTheBaselineHasNoStageSoThatEveryRuleBindsAndItIsDenied() throws IOException {
    StageChoice baseline = new StageChoice(Stage.BASELINE, 1, true);

    assertThat(facts(TradingMode.LIVE, baseline).stage()).isNull();
    assertThat(facts(TradingMode.PAPER, baseline).stage()).isEqualTo(Stage.BASELINE);
  }

  @Test
  void theRulesOfWeekTwoBindInLiveAlsoAtWeekOne() throws IOException {
    StageChoice weekOne = new StageChoice(Stage.WEEK_ONE, 1, true);

    assertThat(facts(TradingMode.LIVE, weekOne).stage()).isEqualTo(Stage.WEEK_TWO);
    assertThat(facts(TradingMode.PAPER, weekOne).stage()).isEqualTo(Stage.WEEK_ONE);
  }

  @Test
  void whereNoStageIsGoodOnlyReducersPass() throws IOException {
    StageChoice none = new StageChoice(Stage.WEEK_ONE, 1, true, "no stage is good", null);

    assertThat(facts(TradingMode.LIVE, none).processState()).isEqualTo(TradingState.REDUCE_ONLY);
  }

  @Test
  void whatWasPromotedReachesThePolicyFromWeekTwoOn() throws IOException {
    Envelope envelope = new Envelope(Set.of("AAPL"), BigDecimal.TEN, BigDecimal.ONE, 1L);
    Granted granted = new Granted(envelope, GateLevel.L1, "another model", "sha256:m");

    RunFacts weekTwo = facts(new StageChoice(Stage.WEEK_TWO, 1, false), granted);
    assertThat(weekTwo.envelope()).isEqualTo(envelope);
    assertThat(weekTwo.requiredGateLevel()).isEqualTo(GateLevel.L1);
    assertThat(weekTwo.approvedModel()).isFalse();

    RunFacts weekOne = facts(new StageChoice(Stage.WEEK_ONE, 1, false), granted);
    assertThat(weekOne.requiredGateLevel()).isEqualTo(GateLevel.L0);
  }

  @Test
  void aModelIsCoveredByItsVersionAndItsDigestTogether() throws IOException {
    Strategies.Known known =
        Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER").named("momentum").orElseThrow();
    Envelope envelope = new Envelope(Set.of("AAPL"), BigDecimal.TEN, BigDecimal.ONE, 1L);
    Granted same = new Granted(envelope, GateLevel.L1, known.modelVersion(), known.modelDigest());
    Granted swapped = new Granted(envelope, GateLevel.L1, known.modelVersion(), "sha256:other");

    assertThat(same.covers(known.modelVersion(), known.modelDigest())).isTrue();
    assertThat(swapped.covers(known.modelVersion(), known.modelDigest())).isFalse();
    assertThat(Granted.NOTHING.covers(known.modelVersion(), known.modelDigest())).isFalse();
    assertThat(Granted.NO_PROMOTION.covers(known.modelVersion(), known.modelDigest())).isTrue();
  }

  private static RunFacts facts(StageChoice choice, Granted granted) throws IOException {
    OrderGrants grants =
        new OrderGrants() {
          @Override
          public Granted of(List<Order> orders, String account, TradingMode mode) {
            return granted;
          }

          @Override
          public GateLevel reached(GateLevel ofRun, Granted asked, Instant now) {
            return ofRun;
          }
        };
    return facts(TradingMode.PAPER, choice, grants);
  }

  private static RunFacts facts(TradingMode mode, StageChoice choice) throws IOException {
    return facts(mode, choice, new NoPromotions());
  }

  private static RunFacts facts(TradingMode mode, StageChoice choice, OrderGrants grants)
      throws IOException {
    CheckSituation situation =
        new CheckSituation(
            new KillWatch(List.of(), Optional.empty(), "test"),
            Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER"),
            grants,
            Clock.systemUTC());
    return situation.of(
        new OrderContext("", Samples.ACCOUNT, LocalDate.of(2013, 1, 2), mode, choice, GateLevel.L0),
        List.of(Samples.buy("o-1", "AAPL", "1")));
  }
}
