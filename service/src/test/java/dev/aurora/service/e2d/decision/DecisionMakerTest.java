package dev.aurora.service.e2d.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.model.Prediction;
import dev.aurora.service.e2d.sanity.SanityProfile;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionMakerTest {

  private static final Instant TIME = Instant.parse("2013-02-28T00:00:00Z");
  private static final Strategy STRATEGY =
      new Strategy(
          "s",
          List.of("X"),
          Path.of("m.json"),
          BarInterval.DAY,
          new Strategy.History(100, 80),
          new Strategy.SignalRule(3, 1, -1, 0.6),
          new Strategy.Sizing(
              20, 0.005, new BigDecimal("25000"), new BigDecimal("1000"), new BigDecimal("10")),
          new Strategy.Exits(2, 4, 100, 700),
          new Strategy.Account("A", new BigDecimal("100000")),
          SanityProfile.strict());
  private static final DecisionMaker MAKER = new DecisionMaker(STRATEGY, STRATEGY.account(), "m-1");

  @Test
  void buysAsManyLotsAsTheVolatilityBudgetAllows() {
    // 0.2 % of 100 000 = 200 at risk; 100 x 0.02 = 2 a share: 100 shares.
    Decision decision = decide(100, 0.02f, 1, 2, 3);

    assertThat(decision)
        .isEqualTo(
            new Decision(
                "X",
                3f,
                0.75f,
                DecisionSide.BUY,
                new BigDecimal("100"),
                400,
                700,
                List.of(),
                TIME,
                "m-1",
                new BigDecimal("100.0")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1,  HOLD", // a signal of exactly 1: at the threshold is not above it
    "0, 1, 2,  BUY",
    "0, -2, -1, HOLD",
    "0, -1, -2, SELL",
  })
  void decidesAboveTheThresholdOnly(float first, float second, float newest, DecisionSide side) {
    assertThat(decide(100, 0.02f, first, second, newest).side()).isEqualTo(side);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.03,  60", // 66.7 shares are 6 lots of 10
    "100, 0.005, 250", // the cap on value: 25 000
    "10,  0.01,  1000", // the cap on quantity
    "100, 0.001, 250", // a volatility below the floor is not believed
    "3000, 0.02, 0", // not one lot
  })
  void roundsDownToLotsUnderTheCaps(double price, float volatility, String quantity) {
    assertThat(decide(price, volatility, 1, 2, 3).quantity()).isEqualTo(quantity);
  }

  @Test
  void flagsACapALowConfidenceAndPredictionsThatNeverMove() {
    assertThat(decide(100, 0.005f, 1, 2, 3).riskFlags()).containsExactly("position_limit");
    assertThat(decide(100, 0.02f, 0.5f, 2.4f, 1.4f).riskFlags()).containsExactly("low_confidence");
    assertThat(decide(100, 0.02f, 2, 2, 2).riskFlags()).containsExactly("flat_predictions");
    assertThat(decide(100, 0.02f, 0.1f, 0.1f, 0.1f).side()).isEqualTo(DecisionSide.HOLD);
  }

  @Test
  void holdsNothingAfterASellAndHasNoTargetForAHold() {
    assertThat(decide(100, 0.02f, -1, -2, -3).quantity()).isEqualTo(BigDecimal.ZERO);
    assertThat(decide(100, 0.02f, 3, -3, 0).quantity()).isNull();
  }

  @Test
  void keepsStopAndTakeWithinTheirBounds() {
    Decision calm = decide(100, 0.001f, 1, 2, 3);
    Decision wild = decide(100, 0.2f, 1, 2, 3);

    assertThat(List.of(calm.stopBp(), calm.takeBp())).containsExactly(100, 100);
    assertThat(List.of(wild.stopBp(), wild.takeBp())).containsExactly(700, 700);
  }

  @Test
  void refusesPredictionsOfAnotherSymbolBarOrNumber() {
    Bar bar = new Bar("X", TIME, 1, 1, 1, 1, 1);
    FeatureRow features = FeatureRow.of("X", TIME, 0, 1, 1, 0.01f, 50);

    for (List<Prediction> wrong :
        List.of(
            predictions("Y", TIME, 1, 2, 3),
            predictions("X", TIME.minusSeconds(1), 1, 2, 3),
            predictions("X", TIME, 1, 2))) {
      assertThatIllegalArgumentException().isThrownBy(() -> MAKER.decide(bar, features, wrong));
    }
  }

  private static Decision decide(double price, float volatility, float... predictions) {
    return MAKER.decide(
        new Bar("X", TIME, price, price, price, price, 1),
        FeatureRow.of("X", TIME, 0, 1, 1, volatility, 50),
        predictions("X", TIME, predictions));
  }

  private static List<Prediction> predictions(String symbol, Instant time, float... values) {
    return Stream.iterate(0, i -> i < values.length, i -> i + 1)
        .map(i -> new Prediction(symbol, time, values[i]))
        .toList();
  }
}
