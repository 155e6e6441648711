/**
 * Judging with all gates of a level, by hand or every night. Start at {@link
 * dev.aurora.workflows.gate.GateRunWorkflow}.
 */
@NullMarked
package dev.aurora.workflows.gate;

import org.jspecify.annotations.NullMarked;
