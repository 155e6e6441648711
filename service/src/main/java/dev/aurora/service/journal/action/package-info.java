/**
 * Splits, mergers and cash dividends on the books, once an action and account, and the share terms
 * that the books are in. Start at ActionBooking; BookTerms is what every reader of prices needs.
 */
@NullMarked
package dev.aurora.service.journal.action;

import org.jspecify.annotations.NullMarked;
