package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account's book at the moment of the check (the JSON key is {@code account}), all in account
 * currency. This order is not included anywhere.
 *
 * @param buyingPower free, net of holds
 * @param grossExposure positions and working orders, worst case
 * @param netExposure signed
 * @param valueEntered value of all orders entered this session
 * @param ordersToday orders this session
 * @param openBreaks reconciliation breaks in the order's scope
 * @param firmValueEntered value entered this session over all accounts of the firm; {@code null} =
 *     this account is the firm's only one
 */
public record AccountState(
    @Nullable String currency,
    @Nullable BigDecimal cash,
    @Nullable BigDecimal buyingPower,
    @Nullable BigDecimal equity,
    @Nullable BigDecimal equityAtOpen,
    @Nullable BigDecimal equityPeak,
    @Nullable BigDecimal grossExposure,
    @Nullable BigDecimal netExposure,
    @Nullable Map<String, BigDecimal> sectorExposure,
    @Nullable BigDecimal valueEntered,
    @Nullable Long ordersToday,
    @Nullable Long openBreaks,
    @Nullable BigDecimal firmValueEntered) {

  public AccountState {
    sectorExposure = sectorExposure == null ? null : Map.copyOf(sectorExposure);
  }
}
