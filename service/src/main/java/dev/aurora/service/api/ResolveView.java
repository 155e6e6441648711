package dev.aurora.service.api;

import dev.aurora.service.journal.order.OrderState;

/** Where a resolved order stands now, and how it came there. */
public record ResolveView(String clientOrderId, OrderState state, String detail) {}
