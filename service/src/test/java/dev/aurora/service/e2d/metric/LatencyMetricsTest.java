package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyMetricsTest {

  @Test
  void equalsAnIndependentJudgeOnEveryCase() throws IOException {
    JsonNode cases = Json.read(Oracle.open("latency.json.gz").readAllBytes());
    assertThat(cases).hasSize(6);
    for (JsonNode one : cases) {
      LatencyMetrics metrics = LatencyMetrics.of(values(one.get("values")));

      assertThat(metrics.avg()).isCloseTo(one.get("avg").asDouble(), within(1e-9));
      assertThat(metrics.p95()).isCloseTo(one.get("p95").asDouble(), within(1e-9));
      assertThat(metrics.p99()).isCloseTo(one.get("p99").asDouble(), within(1e-9));
      assertThat(metrics.max()).isEqualTo(one.get("max").asDouble());
      assertThat(metrics.p95() >= metrics.avg()).isEqualTo(one.get("p95_ge_avg").asBoolean());
    }
  }

  @Test
  void doesNotTouchTheOrderOfItsInput() {
    double[] millis = {100, 0};

    assertThat(LatencyMetrics.of(millis)).isEqualTo(new LatencyMetrics(50, 95, 99, 100));
    assertThat(millis).containsExactly(100, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.001})
  void refusesWhatIsNoDuration(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyMetrics.of(new double[] {1, value}))
        .withMessageContaining(String.valueOf(value));
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyMetrics.of(new double[0]));
  }

  private static double[] values(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
