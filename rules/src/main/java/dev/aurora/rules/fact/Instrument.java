package dev.aurora.rules.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reference data of what is traded. {@code null} means missing.
 *
 * @param tickSize price currency per unit
 * @param lotSize units
 * @param multiplier value of one unit at price 1
 * @param fxRate account currency per price currency
 * @param averageDailyVolume units a day, over 20 sessions
 * @param shortableQuantity units that can be borrowed
 */
public record Instrument(
    @Nullable String symbol,
    @Nullable String currency,
    @Nullable BigDecimal tickSize,
    @Nullable BigDecimal lotSize,
    @Nullable BigDecimal minQuantity,
    @Nullable BigDecimal maxQuantity,
    @Nullable BigDecimal multiplier,
    @Nullable BigDecimal fxRate,
    @Nullable String sector,
    @Nullable BigDecimal averageDailyVolume,
    @Nullable Boolean shortable,
    @Nullable BigDecimal shortableQuantity) {}
