package dev.aurora.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick ways give what {@link BigDecimal} gives, digit by digit and scale by scale. */
class DecimalsTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_261_122L);
  private static final int PAIRS = 200_000;

  private final Random random = new Random(SEED);

  @Test
  void addsSubtractsMultipliesAndDividesAsBigDecimalDoes() {
    for (int i = 0; i < PAIRS; i++) {
      BigDecimal a = next();
      BigDecimal b = next();
      assertThat(Decimals.sum(a, b)).as("%s + %s, seed %d", a, b, SEED).isEqualTo(a.add(b));
      assertThat(Decimals.product(a, b))
          .as("%s x %s, seed %d", a, b, SEED)
          .isEqualTo(a.multiply(b));
      assertThat(Decimals.difference(a, b))
          .as("%s - %s, seed %d", a, b, SEED)
          .isEqualTo(a.subtract(b));
      assertThat(Decimals.distance(a, b))
          .as("|%s - %s|, seed %d", a, b, SEED)
          .isEqualTo(a.subtract(b).abs());
      assertThat(Decimals.middle(a, b))
          .as("middle of %s and %s, seed %d", a, b, SEED)
          .isEqualTo(a.add(b).multiply(new BigDecimal("0.5")));
      if (b.signum() > 0) {
        assertThat(Decimals.quotientRoundedUp(a, 4, b, 4))
            .as("%s / %s, seed %d", a, b, SEED)
            .isEqualTo(a.scaleByPowerOfTen(4).divide(b, 4, RoundingMode.CEILING));
        assertThat(Decimals.isMultiple(a, b))
            .as("%s of %s, seed %d", a, b, SEED)
            .isEqualTo(a.remainder(b).signum() == 0);
      }
    }
  }

  @Test
  void knowsNoMultiplesOfNothing() {
    assertThat(Decimals.isMultiple(BigDecimal.ONE, BigDecimal.ZERO)).isFalse();
    assertThat(Decimals.isMultiple(BigDecimal.TEN, new BigDecimal("-5"))).isFalse();
  }

  /** Small and plain mostly; sometimes longer than a long, sometimes of extreme scale. */
  private BigDecimal next() {
    return switch (random.nextInt(8)) {
      case 0 -> BigDecimal.valueOf(0, random.nextInt(5));
      case 1 -> BigDecimal.ONE;
      case 2 -> new BigDecimal(new BigInteger(80, random), random.nextInt(45) - 4);
      case 3 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(45) - 4);
      case 4 -> BigDecimal.valueOf(1 + random.nextInt(9), random.nextInt(6));
      default -> BigDecimal.valueOf(random.nextInt(2_000_000) - 500_000, random.nextInt(5) - 1);
    };
  }
}
