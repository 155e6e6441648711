package dev.aurora.rules.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitUseTest {

  private static final Map<String, BigDecimal> USED =
      Map.of("order-value-max", new BigDecimal("0.7488"), "position-max", BigDecimal.ZERO);

  private final AtomicInteger asked = new AtomicInteger();

  private final LimitUse use =
      new LimitUse(
          () -> {
            asked.incrementAndGet();
            return USED;
          });

  @Test
  void isWorkedOutOnceAndOnlyWhenLookedAt() {
    Verdict verdict = new Verdict("a", true, null, false, "sha256:ab", List.of(), use, null);
    assertThat(asked).hasValue(0);

    assertThat(verdict.utilisation()).isEqualTo(USED).hasSameHashCodeAs(USED);
    assertThat(verdict.utilisation().get("order-value-max")).isEqualTo("0.7488");
    assertThat(verdict.utilisation()).containsKey("position-max").doesNotContainKey("cooldown");
    assertThat(asked).hasValue(1);
  }

  @Test
  void makesVerdictsEqualThatSayTheSame() {
    Verdict late = new Verdict("a", true, null, false, "sha256:ab", List.of(), use, null);
    Verdict early = new Verdict("a", true, null, false, "sha256:ab", List.of(), USED, null);
    assertThat(late).isEqualTo(early).hasSameHashCodeAs(early);
  }

  @Test
  void cannotBeChanged() {
    assertThatThrownBy(() -> use.put("cooldown", BigDecimal.ONE))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(use::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void throwsWhenItCannotBeWorkedOut() {
    LimitUse broken =
        new LimitUse(
            () -> {
              throw new ArithmeticException("beyond any number");
            });
    assertThatThrownBy(broken::entrySet).isInstanceOf(ArithmeticException.class);
  }
}
