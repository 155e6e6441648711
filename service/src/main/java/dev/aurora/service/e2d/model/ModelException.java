package dev.aurora.service.e2d.model;

import java.util.Objects;

/** A model that can't be used, or that was asked or answered something it must not. */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Problem {
    /** The side-car is missing, unreadable or incomplete. */
    CARD,
    /** The model file is missing or not the one the side-car describes. */
    DIGEST,
    /** Columns differ from the features of this program, by name, order or number. */
    COLUMNS,
    /** The model's own input or output has another name, type or shape. */
    SIGNATURE,
    /** A feature is NaN or infinite. */
    INPUT_NOT_FINITE,
    /** The prediction is NaN or infinite. */
    OUTPUT_NOT_FINITE,
    /** ONNX Runtime refused. */
    RUNTIME
  }

  private final Problem problem;

  public ModelException(Problem problem, String message) {
    super(message);
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  public ModelException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = Objects.requireNonNull(problem, "problem");
  }

  public Problem problem() {
    return problem;
  }
}
