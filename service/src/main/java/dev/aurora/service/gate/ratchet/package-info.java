/**
 * Level L2: what was reached is not given up. Start at {@link
 * dev.aurora.service.gate.ratchet.RatchetGate}; what it compares comes from {@link
 * dev.aurora.service.gate.ratchet.Measures}.
 */
@NullMarked
package dev.aurora.service.gate.ratchet;

import org.jspecify.annotations.NullMarked;
