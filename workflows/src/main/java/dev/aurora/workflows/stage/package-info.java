/** Which rollout stage an execution takes; see {@link dev.aurora.workflows.stage.StageChoice}. */
@NullMarked
package dev.aurora.workflows.stage;

import org.jspecify.annotations.NullMarked;
