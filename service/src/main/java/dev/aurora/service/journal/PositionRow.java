package dev.aurora.service.journal;

import dev.aurora.service.journal.account.Position;
import java.math.BigDecimal;

/**
 * A position with what it has brought so far.
 *
 * @param realisedPnl account currency, before fees
 * @param fees account currency
 */
public record PositionRow(
    String symbol, Position position, BigDecimal realisedPnl, BigDecimal fees) {}
