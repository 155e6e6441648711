package dev.aurora.service.e2d.model;

import ai.onnxruntime.OrtEnvironment;

/**
 * The one ONNX Runtime of this process, started on a thread with a large stack: version 1.29.0
 * matches the command line of its process with a recursive regular expression when it starts, and a
 * long class path overflows a usual stack, which kills the process without a word.
 */
final class OnnxRuntime {

  private static final long STACK_BYTES = 256L << 20;

  private OnnxRuntime() {}

  static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = start();

    private static OrtEnvironment start() {
      OrtEnvironment[] started = new OrtEnvironment[1];
      Thread starter =
          new Thread(
              null,
              () -> started[0] = OrtEnvironment.getEnvironment(),
              "onnx-runtime-start",
              STACK_BYTES);
      starter.start();
      try {
        starter.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while ONNX Runtime started", e);
      }
      if (started[0] == null) {
        throw new IllegalStateException("ONNX Runtime did not start; the log says why");
      }
      return started[0];
    }
  }
}
