package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What came of an update.
 *
 * @param answer {@code done} or {@code refused}
 * @param detail why, one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillAnswer(String answer, String detail) {

  static final String REFUSED = "refused";

  static KillAnswer done(KillApproval approval) {
    return new KillAnswer(
        "done", "The books hold this " + approval.deed().word() + " of " + approval.commandId());
  }

  static KillAnswer refused(String why) {
    return new KillAnswer(REFUSED, why);
  }
}
