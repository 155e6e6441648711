package dev.aurora.service.e2d.artifact;

/** Decisions that can't be read; the message names file, decision, key and what is expected. */
public final class ExternalDecisionsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ExternalDecisionsException(String message) {
    super(message);
  }
}
