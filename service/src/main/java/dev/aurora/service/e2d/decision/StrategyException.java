package dev.aurora.service.e2d.decision;

/**
 * A strategy file that can't be read; the message names file, line, column and what is expected.
 */
public final class StrategyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StrategyException(String message) {
    super(message);
  }
}
