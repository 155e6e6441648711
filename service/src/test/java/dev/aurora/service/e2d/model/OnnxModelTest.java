package dev.aurora.service.e2d.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.model.ModelException.Problem;
import dev.aurora.service.testing.Oracle;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxModelTest {

  private static final Path LINEAR = Path.of("src/test/resources/models/linear.json");

  private static final List<Map<String, String>> OUT_OF_SAMPLE =
      Oracle.csv("oos_predictions.csv.gz");

  @TempDir Path folder;

  /** The oracle scored all rows in one batch, we score them one by one: last bits may differ. */
  @Test
  void answersEveryOutOfSampleRowWithinAMillionth() {
    try (OnnxModel model = OnnxModel.load(ShippedData.MODEL)) {
      for (Map<String, String> row : OUT_OF_SAMPLE) {
        assertThat(model.predict(features(row)))
            .as("%s", row)
            .isCloseTo(Float.parseFloat(row.get("ort_gbt")), within(1e-6f));
      }
    }
  }

  @Test
  void runsTheVeryModelOfTheOracleWhoseOneBatchItRepeatsBitForBit() throws Exception {
    float[][] rows = OUT_OF_SAMPLE.stream().map(r -> features(r)).toArray(float[][]::new);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session =
            environment.createSession(
                ShippedData.MODEL.resolveSibling("gbt.onnx").toString(), options);
        OnnxTensor input = OnnxTensor.createTensor(environment, rows);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      float[][] answers = (float[][]) result.get(0).getValue();
      for (int i = 0; i < answers.length; i++) {
        assertThat(Float.floatToRawIntBits(answers[i][0]))
            .as("%s", OUT_OF_SAMPLE.get(i))
            .isEqualTo(
                Float.floatToRawIntBits(Float.parseFloat(OUT_OF_SAMPLE.get(i).get("ort_gbt"))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "scaled_ridge"})
  void answersAsTheLinearModelsWithinAMillionth(String name) {
    try (OnnxModel model = OnnxModel.load(LINEAR.resolveSibling(name + ".json"))) {
      for (Map<String, String> row : OUT_OF_SAMPLE) {
        assertThat(model.predict(features(row)))
            .isCloseTo(Float.parseFloat(row.get("ort_" + name)), within(1e-6f));
      }
    }
  }

  /** Real rows, zeros, denormals, extremes, thresholds' neighbours; NaN and infinities refused. */
  @ParameterizedTest
  @ValueSource(strings = {"gbt", "linear", "scaled_ridge"})
  void answersTheParityCasesBitForBitOrRefusesThem(String name) {
    Map<String, Map<String, String>> expected = new HashMap<>();
    Oracle.csv("parity_expected.csv.gz").stream()
        .filter(r -> name.equals(r.get("model")))
        .forEach(r -> expected.put(r.get("case_id"), r));
    int refused = 0;
    Path card = name.equals("gbt") ? ShippedData.MODEL : LINEAR.resolveSibling(name + ".json");
    try (OnnxModel model = OnnxModel.load(card)) {
      for (Map<String, String> input : Oracle.csv("parity_inputs.csv.gz")) {
        float[] row = exactFeatures(input);
        Map<String, String> answer =
            Objects.requireNonNull(expected.get(input.get("case_id")), "no answer");
        if (isFinite(row) && !isFinite(answer.get("ort_value_single"))) {
          refused++;
          assertProblem(() -> model.predict(row), Problem.OUTPUT_NOT_FINITE);
        } else if (isFinite(row)) {
          assertThat(Integer.toHexString(Float.floatToRawIntBits(model.predict(row))))
              .as("%s", input)
              .isEqualTo(answer.get("ort_f32hex_single").replaceFirst("^0+(?=.)", ""));
        } else {
          refused++;
          assertProblem(() -> model.predict(row), Problem.INPUT_NOT_FINITE);
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void refusesARowOfAnotherLength() {
    try (OnnxModel model = OnnxModel.load(ShippedData.MODEL)) {
      assertProblem(() -> model.predict(1, 2, 3, 4), Problem.COLUMNS);
      assertProblem(() -> model.predict(1, 2, 3, 4, 5, 6), Problem.COLUMNS);
    }
  }

  @Test
  void refusesAnAnswerThatIsNotFinite() {
    try (OnnxModel model = OnnxModel.load(LINEAR.resolveSibling("scaled_ridge.json"))) {
      assertThatThrownBy(() -> model.predict(Float.MAX_VALUE, 1, 1, 1, 1))
          .isInstanceOfSatisfying(
              ModelException.class,
              e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT_NOT_FINITE));
    }
  }

  @Test
  void refusesAModelFileThatIsNotTheDescribedOne() throws IOException {
    Path card = copy(json -> {});
    byte[] bytes = Files.readAllBytes(folder.resolve("linear.onnx"));
    bytes[100] ^= 1;
    Files.write(folder.resolve("linear.onnx"), bytes);

    assertProblem(() -> OnnxModel.load(card), Problem.DIGEST);
  }

  @Test
  void refusesColumnsInAnotherOrder() throws IOException {
    List<String> swapped = List.of("sma_10", "ret_1d_lag1", "sma_20", "vol_10", "rsi_14");
    Path card =
        copy(
            json -> {
              json.putPOJO("columns", swapped);
              json.put("columnsSha256", ModelCard.columnsDigest(swapped));
            });

    assertProblem(() -> OnnxModel.load(card), Problem.COLUMNS);
  }

  @Test
  void refusesColumnsThatDoNotFitTheirDigest() throws IOException {
    Path card = copy(json -> json.put("columnsSha256", ModelCard.columnsDigest(List.of("x"))));

    assertProblem(() -> OnnxModel.load(card), Problem.COLUMNS);
  }

  @Test
  void refusesAnInputOfAnotherName() throws IOException {
    Path card = copy(json -> json.put("input", "x"));

    assertProblem(() -> OnnxModel.load(card), Problem.SIGNATURE);
  }

  @Test
  void refusesASideCarWithAMissingAnUnknownOrNoKey() throws IOException {
    assertProblem(() -> OnnxModel.load(copied(json -> json.remove("sha256"))), Problem.CARD);
    assertProblem(() -> OnnxModel.load(copied(json -> json.put("colour", "red"))), Problem.CARD);
    assertProblem(() -> OnnxModel.load(folder.resolve("none.json")), Problem.CARD);
  }

  private static void assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.problem()).as("%s", e).isEqualTo(problem));
  }

  private Path copied(Consumer<ObjectNode> change) {
    try {
      return copy(change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copy(Consumer<ObjectNode> change) throws IOException {
    ObjectNode json = (ObjectNode) Json.read(Files.readAllBytes(LINEAR));
    change.accept(json);
    Files.copy(
        LINEAR.resolveSibling("linear.onnx"),
        folder.resolve("linear.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    return Files.write(folder.resolve("linear.json"), Json.pretty(json));
  }

  private static boolean isFinite(String value) {
    return !List.of("", "inf", "-inf", "nan").contains(value);
  }

  private static boolean isFinite(float[] row) {
    for (float value : row) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static float[] features(Map<String, String> row) {
    float[] values = new float[FeatureRow.COLUMNS.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(row.get(FeatureRow.COLUMNS.get(i)));
    }
    return values;
  }

  private static float[] exactFeatures(Map<String, String> row) {
    float[] values = new float[FeatureRow.COLUMNS.size()];
    for (int i = 0; i < values.length; i++) {
      String hex = row.get(FeatureRow.COLUMNS.get(i) + "_f32hex");
      values[i] = Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 16));
    }
    return values;
  }
}
