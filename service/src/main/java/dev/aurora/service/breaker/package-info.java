/**
 * Breakers at work: events are held against the policy's breakers, and what they say is latched or,
 * for conditions, ended. Start at {@link dev.aurora.service.breaker.BreakerDesk}. Orders are events
 * too; those are judged in the transaction of their check, in {@code journal}.
 */
@NullMarked
package dev.aurora.service.breaker;

import org.jspecify.annotations.NullMarked;
