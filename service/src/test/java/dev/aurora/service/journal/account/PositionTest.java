package dev.aurora.service.journal.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {

  @ParameterizedTest(name = "{0} @ {1}, {2} {3} @ {4}")
  @CsvSource({
    // held, average, side, units, price -> held, average, closed, realised
    "0, 0, BUY, 10, 100, 10, 100, 0, 0",
    "10, 100, BUY, 10, 110, 20, 105, 0, 0",
    "10, 100, BUY, 20, 100.03, 30, 100.02, 0, 0",
    "20, 105, SELL, 5, 120, 15, 105, 5, 75",
    "20, 105, SELL, 20, 100, 0, 0, 20, -100",
    "15, 105, SELL, 25, 120, -10, 120, 15, 225",
    "0, 0, SELL, 10, 100, -10, 100, 0, 0",
    "-10, 100, SELL, 30, 90, -40, 92.5, 0, 0",
    "-40, 92.5, BUY, 10, 90, -30, 92.5, 10, 25",
    "-40, 92.5, BUY, 40, 100, 0, 0, 40, -300",
    "-40, 92.5, BUY, 50, 80, 10, 80, 40, 500",
    "1, 0, SELL, 1, 5, 0, 0, 1, 5",
    "3, 1, BUY, 3, 1.000000000001, 6, 1, 0, 0",
    "2, 50, SELL, 2, 0, 0, 0, 2, -100",
  })
  void followsTheAveragePriceMethod(
      BigDecimal held,
      BigDecimal average,
      Side side,
      BigDecimal units,
      BigDecimal price,
      BigDecimal heldAfter,
      BigDecimal averageAfter,
      BigDecimal closed,
      BigDecimal realised) {
    Position.Change change = new Position(held, average).fill(side, units, price);

    assertThat(change.after()).isEqualTo(new Position(heldAfter, averageAfter));
    assertThat(change.closedUnits()).isEqualByComparingTo(closed);
    assertThat(change.realised()).isEqualByComparingTo(realised);
  }

  @Test
  void refusesWhatIsNoFill() {
    assertThatThrownBy(() -> Position.FLAT.fill(Side.BUY, BigDecimal.ZERO, BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Position.FLAT.fill(Side.BUY, BigDecimal.ONE, BigDecimal.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAFlatPositionWithAPrice() {
    assertThatThrownBy(() -> new Position(BigDecimal.ZERO, BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
