package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TurnoverTest {

  @Test
  void equalsAnIndependentJudgeOnEveryCase() throws IOException {
    JsonNode cases = Json.read(Oracle.open("turnover.json").readAllBytes());
    assertThat(cases).hasSize(6);
    for (JsonNode one : cases) {
      double[][] weights = weights(one.get("weights"));
      assertThat(Turnover.of(weights))
          .as("%s", one.get("id"))
          .isCloseTo(one.get("turnover").asDouble(), within(1e-12));
      JsonNode periods = one.get("per_period");
      assertThat(periods).hasSize(weights.length - 1);
      for (int t = 0; t < periods.size(); t++) {
        assertThat(Turnover.change(weights[t], weights[t + 1]))
            .isCloseTo(periods.get(t).asDouble(), within(1e-12));
      }
    }
  }

  @Test
  void countsAFlipThoughTheGrossExposureStaysTheSame() {
    assertThat(Turnover.of(new double[][] {{1}, {-1}})).isEqualTo(1.0);
  }

  @Test
  void refusesWhatIsNoBook() {
    assertThatIllegalArgumentException().isThrownBy(() -> Turnover.of(new double[0][]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Turnover.of(new double[][] {{1}, {1, 0}}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Turnover.of(new double[][] {{0.5}, {Double.NaN}}))
        .withMessageContaining("NaN");
  }

  private static double[][] weights(JsonNode rows) {
    double[][] weights = new double[rows.size()][];
    for (int t = 0; t < weights.length; t++) {
      weights[t] = new double[rows.get(t).size()];
      for (int i = 0; i < weights[t].length; i++) {
        weights[t][i] = rows.get(t).get(i).asDouble();
      }
    }
    return weights;
  }
}
