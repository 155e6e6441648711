package dev.aurora.service.e2d.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.aurora.service.e2d.model.ModelException.Problem;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A model as the runtime has it, without the checks of {@link OnnxModel}: to see what it would do
 * with what never reaches it. Nothing that decides may use it. Not thread-safe.
 */
public final class OnnxProbe implements Scorer {

  private final String input;
  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final OrtSession session;

  /**
   * @param model ONNX file
   * @param input name of its input
   * @throws ModelException when it is no model, or can't be read
   */
  public OnnxProbe(Path model, String input) {
    this.input = input;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      this.session = environment.createSession(Files.readAllBytes(model), options);
    } catch (OrtException | IOException e) {
      throw new ModelException(Problem.RUNTIME, model + ": " + e.getMessage(), e);
    }
  }

  /** Shape of the answer to float32 zeros of a shape. */
  public long[] floats(long... shape) {
    return ask(input, () -> OnnxTensor.createTensor(environment, floatZeros(shape), shape));
  }

  /** Shape of the answer to float32 zeros under another name. */
  public long[] named(String name, long... shape) {
    return ask(name, () -> OnnxTensor.createTensor(environment, floatZeros(shape), shape));
  }

  /** Shape of the answer to float64 zeros of a shape. */
  public long[] doubles(long... shape) {
    DoubleBuffer zeros = DoubleBuffer.allocate(size(shape));
    return ask(input, () -> OnnxTensor.createTensor(environment, zeros, shape));
  }

  /** Shape of the answer to int64 zeros of a shape. */
  public long[] longs(long... shape) {
    LongBuffer zeros = LongBuffer.allocate(size(shape));
    return ask(input, () -> OnnxTensor.createTensor(environment, zeros, shape));
  }

  /** What the model answers, whatever goes in and comes out. */
  @Override
  public float predict(float... row) {
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(row), new long[] {1, row.length});
        OrtSession.Result result = session.run(Map.of(input, tensor))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, String.valueOf(e.getMessage()), e);
    }
  }

  private long[] ask(String name, Tensor question) {
    try (OnnxTensor tensor = question.make();
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      return ((TensorInfo) result.get(0).getInfo()).getShape();
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, String.valueOf(e.getMessage()), e);
    }
  }

  private static FloatBuffer floatZeros(long... shape) {
    return FloatBuffer.allocate(size(shape));
  }

  private static int size(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(Problem.RUNTIME, "can't close a probe", e);
    }
  }

  @FunctionalInterface
  private interface Tensor {
    OnnxTensor make() throws OrtException;
  }
}
