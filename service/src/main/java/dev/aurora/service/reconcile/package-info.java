/**
 * Our books against the broker's, before the first order and whenever somebody asks. Start at
 * {@link dev.aurora.service.reconcile.ReconciliationDesk}; the comparison itself is pure and stands
 * with the broker.
 */
@NullMarked
package dev.aurora.service.reconcile;

import org.jspecify.annotations.NullMarked;
