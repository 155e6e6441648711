package dev.aurora.service.journal.order;

/**
 * A step that an order took, or had taken before.
 *
 * @param changed false when the order stood there already, or had gone beyond: nothing was written
 *     to its state
 */
public record Transition(String clientOrderId, OrderState from, OrderState to, boolean changed) {}
