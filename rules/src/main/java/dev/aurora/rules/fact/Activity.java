package dev.aurora.rules.fact;

import org.jspecify.annotations.Nullable;

/**
 * Counters over windows of market time. {@code submits*} and {@code messagesWindow} are those of
 * the order's own bucket (opener or reducer). This order is not included. {@code null} means
 * missing.
 */
public record Activity(
    @Nullable Long submitsStrategy,
    @Nullable Long submitsAccount,
    @Nullable Long submitsSymbol,
    @Nullable Long messagesWindow,
    @Nullable Long messagesSession,
    @Nullable Long executionsSession,
    @Nullable Long identicalOrders,
    @Nullable Long entriesWithoutPerson,
    @Nullable Long losingExits,
    @Nullable Long denialsWindow,
    @Nullable Long brokerRejectsWindow) {}
