/**
 * Moves the rollout forward and back under load, with the worker killed in between, and holds every
 * order against what its history says. Start at {@link
 * dev.aurora.service.drill.rollback.RollbackDrill}.
 */
@NullMarked
package dev.aurora.service.drill.rollback;

import org.jspecify.annotations.NullMarked;
