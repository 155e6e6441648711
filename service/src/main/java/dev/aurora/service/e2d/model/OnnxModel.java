package dev.aurora.service.e2d.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.model.ModelException.Problem;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A model in ONNX Runtime, loaded once and shared; scoring is thread-safe.
 *
 * <p>Each row is scored alone, by one thread: the runtime's answer for a row depends in its last
 * bits on the batch it came in. A tree model answers NaN with a plausible number, so what goes in
 * and what comes out must be finite.
 */
public final class OnnxModel implements Scorer {

  private final ModelCard card;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxModel(ModelCard card, OrtEnvironment environment, OrtSession session) {
    this.card = card;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads the model that a side-car describes.
   *
   * @throws ModelException when the side-car is incomplete, the file is another one, or its columns
   *     or signature are not those of this program's features
   */
  public static OnnxModel load(Path sideCar) {
    ModelCard card = ModelCard.read(sideCar);
    requireOurColumns(card);
    byte[] bytes = bytes(sideCar.resolveSibling(card.file()), card);
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(bytes, options);
      try {
        requireSignature(card, session);
        return new OnnxModel(card, environment, session);
      } catch (ModelException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, card.file() + ": " + e.getMessage(), e);
    }
  }

  private static void requireOurColumns(ModelCard card) {
    if (!card.columns().equals(FeatureRow.COLUMNS)) {
      throw new ModelException(
          Problem.COLUMNS,
          "model " + card.name() + " wants " + card.columns() + ", we have " + FeatureRow.COLUMNS);
    }
  }

  private static byte[] bytes(Path file, ModelCard card) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      String digest = Digests.of(bytes);
      if (!digest.equals(card.sha256())) {
        throw new ModelException(
            Problem.DIGEST, file + " is " + digest + ", its side-car says " + card.sha256());
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException(Problem.DIGEST, "can't read the model " + file, e);
    }
  }

  private static void requireSignature(ModelCard card, OrtSession session) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    NodeInfo input = inputs.get(card.input());
    if (inputs.size() != 1 || input == null) {
      throw new ModelException(
          Problem.SIGNATURE,
          "inputs " + inputs.keySet() + ", expected only '" + card.input() + "'");
    }
    requireTensor("input", input, card.columns().size());
    if (session.getOutputInfo().size() != 1) {
      throw new ModelException(
          Problem.SIGNATURE, "outputs " + session.getOutputInfo().keySet() + ", expected one");
    }
    requireTensor("output", session.getOutputInfo().values().iterator().next(), 1);
  }

  private static void requireTensor(String what, NodeInfo node, long columns) {
    boolean fits =
        node.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == 2
            && tensor.getShape()[0] < 2 // unknown (-1) or one: we score single rows
            && tensor.getShape()[1] == columns;
    if (!fits) {
      throw new ModelException(
          Problem.SIGNATURE,
          what + " is " + node.getInfo() + ", expected float32 [any, " + columns + "]");
    }
  }

  /** What is known of the model. */
  public ModelCard card() {
    return card;
  }

  /**
   * Scores one row.
   *
   * @throws ModelException when the input or the answer is not finite
   */
  public Prediction predict(FeatureRow row) {
    return new Prediction(row.symbol(), row.time(), predict(row.values()));
  }

  @Override
  public float predict(float... row) {
    requireInput(row);
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(row), new long[] {1, row.length});
        OrtSession.Result result = session.run(Map.of(card.input(), input))) {
      float answer = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
      if (!Float.isFinite(answer)) {
        throw new ModelException(
            Problem.OUTPUT_NOT_FINITE,
            "model " + card.name() + " answers " + answer + " for " + Arrays.toString(row));
      }
      return answer;
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, "model " + card.name() + ": " + e.getMessage(), e);
    }
  }

  private void requireInput(float[] row) {
    if (row.length != card.columns().size()) {
      throw new ModelException(
          Problem.COLUMNS, row.length + " features, expected " + card.columns());
    }
    for (int i = 0; i < row.length; i++) {
      if (!Float.isFinite(row[i])) {
        throw new ModelException(
            Problem.INPUT_NOT_FINITE, "feature " + card.columns().get(i) + " is " + row[i]);
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, "can't close " + card.name(), e);
    }
  }
}
