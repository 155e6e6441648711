package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

  @Test
  void equalsAnIndependentJudgeOnEveryCase() throws IOException {
    JsonNode cases = Json.read(Oracle.open("ic_spearman.json.gz").readAllBytes());
    assertThat(cases).hasSizeGreaterThan(5);
    for (JsonNode one : cases) {
      RankCorrelation correlation =
          RankCorrelation.of(numbers(one.get("predictions")), numbers(one.get("returns")));
      JsonNode expected = one.get("ic_spearman");

      assertThat(correlation.pairsUsed())
          .as("%s", one.get("id"))
          .isEqualTo(one.get("pairs_used").asInt());
      if (expected.isNull() || correlation.pairsUsed() < RankCorrelation.MIN_PAIRS) {
        assertThat(correlation.value()).as("%s", one.get("id")).isNull();
      } else {
        assertThat(correlation.value())
            .as("%s", one.get("id"))
            .isCloseTo(expected.asDouble(), within(1e-12));
      }
    }
  }

  /** Said in the documentation of the shipped model: it is no good model. */
  @Test
  void findsNoSkillInTheShippedModelOutOfSample() {
    List<Map<String, String>> rows = Oracle.csv("oos_predictions.csv.gz");
    RankCorrelation correlation = RankCorrelation.of(column(rows, "ort_gbt"), column(rows, "y"));

    assertThat(correlation.value()).isCloseTo(-0.006, within(0.002));
  }

  private static double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream()
        .mapToDouble(r -> r.get(name).isEmpty() ? Double.NaN : Double.parseDouble(r.get(name)))
        .toArray();
  }

  @Test
  void ranksMinusZeroAsZero() {
    double[] signs = {-0.0, 0.0, -0.0, 0.0, -0.0, 0.0, -0.0, 0.0, -0.0, 0.0};
    double[] rising = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    assertThat(RankCorrelation.of(signs, rising)).isEqualTo(new RankCorrelation(null, 10));
  }

  @Test
  void refusesSeriesOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.of(new double[3], new double[4]));
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode value = array.get(i);
      numbers[i] = value.isNumber() ? value.asDouble() : Double.NaN;
    }
    return numbers;
  }
}
