package dev.aurora.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
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
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckSituationTest {

  @Test
  void anOrderOfLiveAtTheBaselineHasNoStageSoThatEveryRuleBindsAndItIsDenied() throws IOException {
    StageChoice baseline = new StageChoice(Stage.BASELINE, 1, true);

    assertThat(facts(TradingMode.LIVE, baseline).stage()).isNull();
    assertThat(facts(TradingMode.PAPER, baseline).stage()).isEqualTo(Stage.BASELINE);
  }

  @Test
  void whereNoStageIsGoodOnlyReducersPass() throws IOException {
    StageChoice none = new StageChoice(Stage.WEEK_ONE, 1, true, "no stage is good", null);

    assertThat(facts(TradingMode.LIVE, none).processState()).isEqualTo(TradingState.REDUCE_ONLY);
  }

  private static RunFacts facts(TradingMode mode, StageChoice choice) throws IOException {
    CheckSituation situation =
        new CheckSituation(
            new KillWatch(List.of(), Optional.empty(), "test"),
            Strategies.load(ShippedData.STRATEGY.getParent(), "PAPER"),
            new NoPromotions(),
            Clock.systemUTC());
    return situation.of(
        new OrderContext("", Samples.ACCOUNT, LocalDate.of(2013, 1, 2), mode, choice, GateLevel.L0),
        List.of(Samples.buy("o-1", "AAPL", "1")));
  }
}
