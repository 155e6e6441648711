package dev.aurora.service.killswitch;

import dev.aurora.workflows.killswitch.KillCommand;

/**
 * A kill was asked for, and the books could not take it. The process that was asked sends nothing
 * all the same; every other process knows nothing of it.
 */
public final class KillNotStored extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KillNotStored(KillCommand command, Throwable cause) {
    super(
        "KILL NOT STORED: "
            + command.level()
            + " for "
            + command.scope()
            + " by "
            + command.by()
            + " ("
            + command.commandId()
            + "). This process sends nothing; other processes, and this one after a restart, don't"
            + " know of it until it is stored. It is tried again all the time. Make kill.flag in"
            + " every data directory to stop them now.",
        cause);
  }
}
