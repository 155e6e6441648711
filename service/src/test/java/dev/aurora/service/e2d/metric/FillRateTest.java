package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FillRateTest {

  @Test
  void equalsAnIndependentJudgeOnEveryCase() throws IOException {
    JsonNode cases = Json.read(Oracle.open("fill_rate.json").readAllBytes());
    assertThat(cases).hasSize(3);
    for (JsonNode one : cases) {
      JsonNode expected = one.get("fill_rate");
      assertThat(
              FillRate.of(one.get("orders_submitted").asLong(), one.get("fills_received").asLong()))
          .isEqualTo(expected.isNull() ? null : expected.asDouble());
    }
  }

  @Test
  void refusesMoreFilledThanSent() {
    assertThatIllegalArgumentException().isThrownBy(() -> FillRate.of(1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> FillRate.of(1, -1));
    assertThat(FillRate.of(2, 2)).isEqualTo(1.0);
    assertThat(FillRate.of(2, 0)).isEqualTo(0.0);
  }
}
