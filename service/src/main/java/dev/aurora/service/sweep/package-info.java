/**
 * What a kill does after it has stopped new orders: takes back what works, and says exactly what is
 * still open. Start at {@link dev.aurora.service.sweep.KillSweep}.
 */
@NullMarked
package dev.aurora.service.sweep;

import org.jspecify.annotations.NullMarked;
