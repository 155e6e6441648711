package dev.aurora.service.broker;

import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A part of an order that was executed.
 *
 * @param executionId unique at the broker for ever
 * @param index the broker's running number, rising
 * @param quantity units
 * @param price price currency per unit
 * @param fees all costs, account currency
 * @param at market time
 */
public record Execution(
    String executionId,
    long index,
    String clientOrderId,
    String account,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal fees,
    Instant at) {}
