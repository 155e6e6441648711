package dev.aurora.service.problem;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Problem} to the command line, which renders it and picks the exit code. */
public abstract sealed class ProblemException extends RuntimeException
    permits UsageError, RefusedError, DependencyError {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem, @Nullable Throwable cause) {
    super(problem.code() + ": " + problem.what() + " " + problem.remedy(), cause);
    this.problem = problem;
  }

  /** What is wrong and what to do. */
  public final Problem problem() {
    return problem;
  }
}
