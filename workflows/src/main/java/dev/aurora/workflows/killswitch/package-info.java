/**
 * The durable record of kills. Start at {@link dev.aurora.workflows.killswitch.KillSwitchWorkflow}.
 * The block itself is not here: it is read at the last step before every wire, from environment,
 * file and store, and holds without any workflow.
 */
@NullMarked
package dev.aurora.workflows.killswitch;

import org.jspecify.annotations.NullMarked;
