/**
 * Which rollout stage an execution takes. Start at {@link dev.aurora.workflows.stage.StageChoice},
 * what its starter resolved; {@link dev.aurora.workflows.stage.StagePath} is what became of it in
 * its history, and {@link dev.aurora.workflows.stage.Changes} holds every change id there is.
 */
@NullMarked
package dev.aurora.workflows.stage;

import org.jspecify.annotations.NullMarked;
