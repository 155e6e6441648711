/**
 * The kill switch where it bites: at the last step before every wire. Start at {@link
 * dev.aurora.service.killswitch.LastStepGuard}; {@link dev.aurora.service.killswitch.KillWatch}
 * looks at environment and file without any database or workflow.
 */
@NullMarked
package dev.aurora.service.killswitch;

import org.jspecify.annotations.NullMarked;
