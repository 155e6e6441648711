/**
 * The regular comparison of books and broker. Start at {@link
 * dev.aurora.workflows.reconcile.ReconciliationWorkflow}.
 */
@NullMarked
package dev.aurora.workflows.reconcile;

import org.jspecify.annotations.NullMarked;
