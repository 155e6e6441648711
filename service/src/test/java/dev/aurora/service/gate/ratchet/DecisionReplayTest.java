package dev.aurora.service.gate.ratchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionReplayTest {

  private static final LocalDate ONE = LocalDate.of(2013, 2, 5);
  private static final LocalDate TWO = LocalDate.of(2013, 2, 6);
  private static final LocalDate THREE = LocalDate.of(2013, 2, 7);

  @Test
  void meetsATargetAtTheNextOpenAndKeepsItOverAHold() {
    DecisionReplay replay = replay(CorporateActions.none(), bar(TWO, 100, 1), bar(THREE, 100, 1));
    replay.session(ONE, List.of(buy(10)));
    replay.session(TWO, List.of(hold()));
    replay.session(THREE, List.of());

    // nothing, then a tenth of the equity, then the same tenth: 0.05 and 0, but for the costs
    assertThat(replay.turnover()).isCloseTo(0.025, within(1e-5));
    assertThat(replay.fillRate()).isEqualTo(1.0);
  }

  @Test
  void fillsNothingWithoutABarWithoutVolumeOrWithoutCash() {
    DecisionReplay replay = replay(CorporateActions.none(), bar(TWO, 100, 0), bar(THREE, 100, 1));
    replay.session(ONE, List.of(buy(10)));
    replay.session(TWO, List.of(buy(1000)));
    replay.session(THREE, List.of(buy(10)));
    replay.session(LocalDate.of(2013, 2, 8), List.of());

    assertThat(replay.fillRate()).isEqualTo(0.0);
    assertThat(replay.turnover()).isZero();
  }

  @Test
  void takesASplitForNoTurnover() {
    CorporateActions split =
        CorporateActions.of(
            List.of(
                new CorporateAction(
                    "X", THREE, CorporateAction.Type.SPLIT, BigDecimal.valueOf(2))));
    DecisionReplay replay = replay(split, bar(TWO, 100, 1), bar(THREE, 50, 1));
    replay.session(ONE, List.of(buy(10)));
    replay.session(TWO, List.of(hold()));
    replay.session(THREE, List.of());

    assertThat(replay.turnover()).isCloseTo(0.025, within(1e-5));
  }

  @Test
  void hasNoFillRateWithoutOrders() {
    DecisionReplay replay = replay(CorporateActions.none(), bar(TWO, 100, 1));
    replay.session(ONE, List.of(hold()));
    replay.session(TWO, List.of());

    assertThat(replay.fillRate()).isNull();
  }

  private static DecisionReplay replay(CorporateActions actions, Bar... bars) {
    return new DecisionReplay(BarStore.of(List.of(bars), BarInterval.DAY), actions, 10_000);
  }

  private static Bar bar(LocalDate date, double price, double volume) {
    Instant time = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Bar("X", time, price, price, price, price, volume);
  }

  private static Decision buy(int quantity) {
    return decision(DecisionSide.BUY, BigDecimal.valueOf(quantity));
  }

  private static Decision hold() {
    return decision(DecisionSide.HOLD, null);
  }

  private static Decision decision(DecisionSide side, @Nullable BigDecimal quantity) {
    Instant asOf = ONE.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new Decision(
        "X", 1, 0.5f, side, quantity, 100, 200, List.of(), asOf, "synthetic", BigDecimal.TEN);
  }
}
