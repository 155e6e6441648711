package dev.aurora.service.journal.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The room that a checked order takes. A denied one takes none.
 *
 * @param leaves units that may fill, &gt;= 0
 * @param price price currency per unit that it is valued at; null when it could not be valued
 * @param value account currency; null when it could not be valued
 * @param multiplier value of one unit at price 1
 * @param fxRate account currency per price currency
 */
public record Reservation(
    BigDecimal leaves,
    @Nullable BigDecimal price,
    @Nullable BigDecimal value,
    @Nullable BigDecimal multiplier,
    @Nullable BigDecimal fxRate) {}
