package dev.aurora.workflows.killswitch;

import java.util.List;

/**
 * What the kill-switch workflow knows, carried over continue-as-new.
 *
 * @param engaged the kills that this workflow has latched, oldest first, at most {@link
 *     #REMEMBERED_MAX}; the books hold all
 */
public record KillSwitchState(List<KillCommand> engaged) {

  /** Signals can be sent by anyone who reaches the server: what is carried on is bounded. */
  public static final int REMEMBERED_MAX = 200;

  public static final KillSwitchState QUIET = new KillSwitchState(List.of());

  public KillSwitchState {
    engaged = List.copyOf(engaged);
  }
}
