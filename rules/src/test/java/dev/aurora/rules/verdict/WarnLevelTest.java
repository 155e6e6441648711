package dev.aurora.rules.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.testing.SampleFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarnLevelTest {

  private static final BoundLimits SHIPPED = SampleFacts.shippedLimits();

  @ParameterizedTest
  @CsvSource({
    "-0.5, NONE",
    "0.0000, NONE",
    "0.6999, NONE",
    "0.7000, WARN",
    "0.8999, WARN",
    "0.9000, ALERT",
    "1.2000, ALERT"
  })
  void risesWithTheUseOfALimit(BigDecimal share, WarnLevel level) {
    assertThat(WarnLevel.of(share, SHIPPED)).isEqualTo(level);
  }

  @Test
  void takesTheLevelsFromTheLimits() {
    BoundLimits early =
        SampleFacts.firmBook(Map.of("warnLevelBps", "5000", "alertLevelBps", "6000"))
            .bind(null, null, null, null, null);

    assertThat(WarnLevel.of(new BigDecimal("0.5"), early)).isEqualTo(WarnLevel.WARN);
    assertThat(WarnLevel.of(new BigDecimal("0.6"), early)).isEqualTo(WarnLevel.ALERT);
  }

  @Test
  void neverTellsAnythingWhenItsLevelsAreUnlimited() {
    BoundLimits off =
        SampleFacts.firmBook(Map.of("warnLevelBps", "unlimited", "alertLevelBps", "unlimited"))
            .bind(null, null, null, null, null);

    assertThat(WarnLevel.of(new BigDecimal("5"), off)).isEqualTo(WarnLevel.NONE);
  }

  @Test
  void listsMaximaThatAreNearlyUsedUpInTheOrderOfTheCatalogue() {
    BreakerVerdict verdict =
        new BreakerVerdict(
            null,
            false,
            null,
            "sha256:ab",
            List.of(),
            List.of(),
            Map.of(
                "daily-loss-halt", new BigDecimal("0.4500"),
                "daily-loss-max", new BigDecimal("0.9000"),
                "order-quantity-max", new BigDecimal("0.7500"),
                "firm-credit-threshold", new BigDecimal("0.7000"),
                "order-value-min", new BigDecimal("18720.0000"),
                "cooldown", new BigDecimal("3.0000")));

    assertThat(WarnLevel.of(verdict, SHIPPED))
        .containsExactly(
            Map.entry("order-quantity-max", WarnLevel.WARN),
            Map.entry("daily-loss-max", WarnLevel.ALERT),
            Map.entry("firm-credit-threshold", WarnLevel.WARN));
  }
}
