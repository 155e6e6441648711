package dev.aurora.service.problem;

/** Wrong use or bad input: the command line exits 2. */
public final class UsageError extends ProblemException {

  private static final long serialVersionUID = 1L;

  /** Bad input that no other exception reported. */
  public UsageError(Problem problem) {
    super(problem, null);
  }

  /** Bad input that was noticed as {@code cause}. */
  public UsageError(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
