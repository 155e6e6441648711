package dev.aurora.service.e2d.model;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one ONNX Runtime of this process, started on a thread with a large stack: version 1.29.0
 * matches the command line of its process with a recursive regular expression when it starts, and a
 * long class path overflows a usual stack, which kills the process without a word.
 */
final class OnnxRuntime {

  private static final long STACK_BYTES = 256L << 20;

  private static @Nullable OrtEnvironment environment;

  private OnnxRuntime() {}

  /** Started on first use; every later call answers the same. */
  static synchronized OrtEnvironment environment() {
    OrtEnvironment known = environment;
    if (known == null) {
      known = start();
      environment = known;
    }
    return known;
  }

  private static OrtEnvironment start() {
    AtomicReference<OrtEnvironment> started = new AtomicReference<>();
    Thread starter =
        new Thread(
            null,
            () -> started.set(OrtEnvironment.getEnvironment()),
            "onnx-runtime-start",
            STACK_BYTES);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime started", e);
    }
    OrtEnvironment found = started.get();
    if (found == null) {
      throw new IllegalStateException("ONNX Runtime did not start; the log says why");
    }
    return found;
  }
}
