/**
 * What the steps of an order really do. Start at {@link dev.aurora.service.order.BasketActivities};
 * {@link dev.aurora.service.order.OrderSender} is the last step before the wire.
 */
@NullMarked
package dev.aurora.service.order;

import org.jspecify.annotations.NullMarked;
