package dev.aurora.service.problem;

/**
 * Something outside Aurora is missing, unreachable or not what it should be: the command line exits
 * 3.
 */
public final class DependencyError extends ProblemException {

  private static final long serialVersionUID = 1L;

  /** A missing dependency that no other exception reported. */
  public DependencyError(Problem problem) {
    super(problem, null);
  }

  /** A missing dependency that was noticed as {@code cause}. */
  public DependencyError(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
