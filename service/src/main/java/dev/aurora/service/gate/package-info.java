/**
 * Gates: what must hold before a run's decisions become orders, each with evidence. Start at {@link
 * dev.aurora.service.gate.Gates}; that each gate can turn red is shown by {@code
 * dev.aurora.service.gate.drill}.
 */
@NullMarked
package dev.aurora.service.gate;

import org.jspecify.annotations.NullMarked;
