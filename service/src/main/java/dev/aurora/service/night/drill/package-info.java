/**
 * Drills of the gates that look at what Aurora does: each mutation spoils what such a gate judges,
 * or what its process answers, and the gate must turn red. Start at {@link
 * dev.aurora.service.night.drill.NightDrills}.
 */
@NullMarked
package dev.aurora.service.night.drill;

import org.jspecify.annotations.NullMarked;
