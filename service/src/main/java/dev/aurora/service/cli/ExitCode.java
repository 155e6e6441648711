package dev.aurora.service.cli;

/** What a command's exit code says; scripts rely on these numbers. */
public final class ExitCode {

  /** Did it, or the answer is yes. */
  public static final int DONE = 0;

  /** Ran, and the answer is no: a denied order, a red gate, a failing rule test. */
  public static final int NO = 1;

  /** Wrong use or bad input. */
  public static final int USAGE = 2;

  /** A dependency is missing or unreachable. */
  public static final int DEPENDENCY = 3;

  /** A defect of Aurora itself: never to be taken for an answer. */
  public static final int DEFECT = 70;

  private ExitCode() {}
}
