/**
 * What a kill does after it has stopped new orders: takes back what works, closes what is held when
 * its level says so, says exactly what is still open, and leaves a receipt. Start at {@link
 * dev.aurora.service.sweep.KillSweep}, then {@link dev.aurora.service.sweep.KillFlatten}.
 */
@NullMarked
package dev.aurora.service.sweep;

import org.jspecify.annotations.NullMarked;
