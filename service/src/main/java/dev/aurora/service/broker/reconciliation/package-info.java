/**
 * Our books against the broker's. Start at Reconciliation, which compares two pictures; Reconciler
 * takes the pictures, CatchUp books what the broker did and we missed.
 */
package dev.aurora.service.broker.reconciliation;
