/**
 * An order's row and its life: the states, the way to the broker, its fills. Start at OrderState,
 * then JournalOrder; OrderLife moves an order, FillBooking books what the broker executed.
 */
package dev.aurora.service.journal.order;
