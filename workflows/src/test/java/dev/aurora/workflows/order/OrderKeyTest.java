package dev.aurora.workflows.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.workflows.order.OrderKey.Leg;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKeyTest {

  private static final LocalDate AS_OF = LocalDate.of(2013, 1, 2);

  @Test
  void isAPureFunctionOfItsParts() {
    OrderKey key = new OrderKey("PAPER-1", "momentum", AS_OF, "BRK.B", Leg.CLOSE, 2);

    assertThat(key.clientOrderId()).isEqualTo("PAPER-1:momentum:2013-01-02:BRK.B:close:2");
    assertThat(key.intentId()).isEqualTo("PAPER-1:momentum:2013-01-02:BRK.B:close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A:B", "A/B", "A B", "Ä"})
  void refusesPartsThatCouldMakeTwoKeysOne(String symbol) {
    assertThatThrownBy(() -> new OrderKey("PAPER-1", "momentum", AS_OF, symbol, Leg.OPEN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order key");
  }
}
