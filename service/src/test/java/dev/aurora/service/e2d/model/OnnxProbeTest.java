package dev.aurora.service.e2d.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxProbeTest {

  private static final Path LINEAR = Path.of("src/test/resources/models/linear.onnx");

  /** Wrong shapes, types and names; a layout by columns is none of Java's, so two rows stand. */
  @ParameterizedTest
  @ValueSource(strings = {"gbt", "linear", "scaled_ridge"})
  void takesAndRefusesWhatAnotherProgramSawTakenAndRefused(String model) throws IOException {
    JsonNode cases = Json.read(Oracle.open("structural_cases.json").readAllBytes());
    int held = 0;
    try (OnnxProbe probe = new OnnxProbe(file(model), "input")) {
      for (JsonNode one : cases) {
        if (one.get("model").asText().equals(model)) {
          held++;
          holds(probe, one);
        }
      }
    }
    assertThat(held).isEqualTo(9);
  }

  @Test
  void showsThatATreeModelAnswersANotANumberWithAPlausibleNumber() {
    float nan = Float.NaN;
    try (OnnxProbe probe = new OnnxProbe(file("gbt"), "input")) {
      assertThat(probe.predict(nan, nan, nan, nan, nan)).isBetween(-0.2f, 0.2f);
    }
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatThrownBy(() -> new OnnxProbe(ShippedData.MODEL, "input"))
        .isInstanceOf(ModelException.class);
  }

  private static void holds(OnnxProbe probe, JsonNode one) {
    String name = one.get("case").asText();
    if (one.get("outcome").asText().equals("ok")) {
      long[] shape = Json.mapper().convertValue(one.get("shape"), long[].class);
      assertThat(ask(probe, name)).as(name).isEqualTo(shape);
    } else {
      assertThatThrownBy(() -> ask(probe, name)).as(name).isInstanceOf(ModelException.class);
    }
  }

  private static long[] ask(OnnxProbe probe, String name) {
    return switch (name) {
      case "empty_batch_0x5" -> probe.floats(0, 5);
      case "float64_input" -> probe.doubles(1, 5);
      case "int64_input" -> probe.longs(1, 5);
      case "four_columns" -> probe.floats(1, 4);
      case "six_columns" -> probe.floats(1, 6);
      case "rank1" -> probe.floats(5);
      case "rank3" -> probe.floats(1, 1, 5);
      case "wrong_input_name" -> probe.named("x", 1, 5);
      case "fortran_order_2x5" -> probe.floats(2, 5);
      default -> throw new IllegalArgumentException("a case nobody knows: " + name);
    };
  }

  private static Path file(String model) {
    return model.equals("gbt")
        ? ShippedData.MODEL.resolveSibling("gbt.onnx")
        : LINEAR.resolveSibling(model + ".onnx");
  }
}
