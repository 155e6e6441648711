package dev.aurora.workflows.killswitch;

import dev.aurora.workflows.SignalPayload;
import io.temporal.common.converter.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * Names what persons have approved, for the books to say whether it is so.
 *
 * @param deed what was done
 * @param commandId of the kill that it was done to
 * @param approvalId only the service writes such an id, for persons whose tokens it has seen
 */
public record KillApproval(Deed deed, String commandId, String approvalId) {

  /** What persons do to a kill. */
  public enum Deed {
    /** A person looked up at the broker what is open. */
    CONFIRM,
    /** Two persons eased or ended it. */
    RELEASE;

    /** Name of the update. */
    String word() {
      return this == CONFIRM ? "confirm" : "release";
    }
  }

  /** What an update carries; a part that it lacks is empty. */
  static KillApproval read(Deed deed, @Nullable RawValue value) {
    SignalPayload payload = SignalPayload.read(value);
    return new KillApproval(
        deed, payload.text("commandId").orElse(""), payload.text("approvalId").orElse(""));
  }

  /** Whether the books can be asked about it at all. */
  boolean isComplete() {
    return !commandId.isEmpty() && !approvalId.isEmpty();
  }
}
