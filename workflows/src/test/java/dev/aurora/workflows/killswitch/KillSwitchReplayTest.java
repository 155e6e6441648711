package dev.aurora.workflows.killswitch;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.testing.WorkflowReplayer;
import org.junit.jupiter.api.Test;

/**
 * Frozen histories replay for ever: an installation's kill switch was started by an older Aurora,
 * and never ends.
 */
class KillSwitchReplayTest {

  @Test
  void aKillSwitchFromBeforeReleaseAndConfirmGoesOn() {
    assertThatCode(
            () ->
                WorkflowReplayer.replayWorkflowExecutionFromResource(
                    "histories/KillSwitch/engaged-before-release.json",
                    KillSwitchWorkflowImpl.class))
        .doesNotThrowAnyException();
  }
}
