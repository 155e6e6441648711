/**
 * Aurora's books: what was decided, sent, filled and held, each written once under a unique key.
 * Start at OrderJournal (check and reserve, the way to the broker, fills), then AccountBook in
 * {@code account}, which turns rows into the facts of a check.
 */
package dev.aurora.service.journal;
