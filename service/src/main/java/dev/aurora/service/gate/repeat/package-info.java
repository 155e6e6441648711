/**
 * Level L2: the same inputs give the same bytes, whatever else differs. Start at {@link
 * dev.aurora.service.gate.repeat.DeterminismGate}.
 */
@NullMarked
package dev.aurora.service.gate.repeat;

import org.jspecify.annotations.NullMarked;
