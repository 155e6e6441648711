package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The account's holding and working orders in the symbol (the JSON key is {@code position}), this
 * order not included.
 *
 * @param quantity signed filled units; a flat position is 0, never null
 * @param workingBuy leaves of buys approved, in flight, working or of unknown outcome, units
 * @param bestOwnBid highest price of own working buys, null = none
 * @param bestOwnAsk lowest price of own working sells, null = none
 */
public record PositionState(
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal averagePrice,
    @Nullable BigDecimal workingBuy,
    @Nullable BigDecimal workingSell,
    @Nullable Long workingBuyOrders,
    @Nullable Long workingSellOrders,
    @Nullable Instant lastExitAt,
    @Nullable BigDecimal bestOwnBid,
    @Nullable BigDecimal bestOwnAsk) {}
