package dev.aurora.service.e2d.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionSizerTest {

  private static final Strategy.Sizing SIZING =
      new Strategy.Sizing(
          20, 0.005, new BigDecimal("25000"), new BigDecimal("1000"), new BigDecimal("10"));
  private static final BigDecimal EQUITY = new BigDecimal("100000");

  @ParameterizedTest(name = "price {0}, volatility {1}")
  @CsvSource({
    // 200 at risk / (price x volatility), in lots of 10; caps: 25 000 in value, 1 000 in shares
    "100,  0.02,   100,  false",
    "100,  0.0201, 90,   false",
    "100,  0.0078125, 250, false", // exactly the cap: nothing is cut
    "100,  0.0076, 250,  true",
    "50,   0.005,  500,  true", // the floor itself: 800 wanted
    "50,   0.001,  500,  true", // below the floor: still 800 wanted
    "10,   0.01,   1000, true",
    "2505, 0.02,   0,    false",
    "2505, 0.005,  0,    true",
  })
  void buysWhatTheRiskBudgetAllowsInWholeLotsUnderTheCaps(
      BigDecimal price, float volatility, BigDecimal quantity, boolean capped) {
    assertThat(new PositionSizer(SIZING).size(EQUITY, price, volatility))
        .isEqualTo(new PositionSizer.Size(quantity, capped));
  }

  /** Whatever the market is like, the size obeys all four of its limits. */
  @Test
  void neverExceedsBudgetValueOrQuantityAndIsAlwaysWholeLots() {
    long seed = Long.getLong("aurora.seed", 20_130_227L);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(300_000), 2);
      float volatility = random.nextFloat() * 0.1f;
      BigDecimal quantity = new PositionSizer(SIZING).size(EQUITY, price, volatility).quantity();
      double believed = Math.max(volatility, 0.005);

      assertThat(quantity.remainder(BigDecimal.TEN)).as("seed %d", seed).isZero();
      assertThat(quantity).as("seed %d", seed).isBetween(BigDecimal.ZERO, new BigDecimal("1000"));
      assertThat(quantity.multiply(price))
          .as("seed %d", seed)
          .isLessThanOrEqualTo(SIZING.maxValue());
      assertThat(quantity.doubleValue() * price.doubleValue() * believed)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(200 * (1 + 1e-9));
    }
  }
}
