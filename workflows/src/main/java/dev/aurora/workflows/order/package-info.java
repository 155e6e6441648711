/**
 * The life of orders: checked and reserved, submitted, followed until booked. Start at {@link
 * dev.aurora.workflows.order.OrderActivities}, the port to books and broker.
 */
@NullMarked
package dev.aurora.workflows.order;

import org.jspecify.annotations.NullMarked;
