package dev.aurora.service.problem;

/** Rightly asked, and the answer is no: the command line exits 1. */
public final class RefusedError extends ProblemException {

  private static final long serialVersionUID = 1L;

  public RefusedError(Problem problem) {
    super(problem, null);
  }
}
