/**
 * What a ramp is watched by: the orders of the new path held against those of the old one, from the
 * books. Start at {@link dev.aurora.service.ramp.RampWatch}, which ramps to zero what is red.
 */
@NullMarked
package dev.aurora.service.ramp;

import org.jspecify.annotations.NullMarked;
