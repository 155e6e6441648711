package dev.aurora.service.journal.control;

/** The control state could not be read. The caller must send nothing: unreadable means blocked. */
public final class ControlStateUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ControlStateUnreadable(Throwable cause) {
    super("the control state can't be read, so nothing may be sent: " + cause.getMessage(), cause);
  }
}
