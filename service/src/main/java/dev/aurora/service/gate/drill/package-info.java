/**
 * Drills of the gates: each mutation spoils a copy of real artifacts in one way, and the gate it is
 * aimed at must turn red. Start at {@link dev.aurora.service.gate.drill.GateDrills}.
 */
@NullMarked
package dev.aurora.service.gate.drill;

import org.jspecify.annotations.NullMarked;
