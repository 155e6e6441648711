package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the account holds and may yet hold, in account currency, for the worst case of its working
 * orders: buys and sells are never netted. {@code null} = a price, multiplier or rate is missing,
 * so that the sum is not known. One thread uses one object.
 */
final class Exposures {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final Map<String, HeldPosition> positions;
  private final MarketView market;
  private final Map<String, List<WorkingOrder>> working = new HashMap<>();
  private final Map<String, SymbolExposure> bySymbol = new TreeMap<>();

  /** One symbol's share; null components are not known. */
  private record SymbolExposure(
      @Nullable BigDecimal held,
      @Nullable BigDecimal worstLong,
      @Nullable BigDecimal worstShort,
      @Nullable BigDecimal holds) {

    @Nullable BigDecimal gross() {
      return worstLong == null || worstShort == null ? null : worstLong.abs().max(worstShort.abs());
    }

    /** What a short position locks up: its proceeds, and as much again as collateral. */
    @Nullable BigDecimal shortCollateral() {
      if (held == null) {
        return null;
      }
      return held.signum() < 0 ? held.negate().multiply(TWO) : BigDecimal.ZERO;
    }
  }

  Exposures(Map<String, HeldPosition> positions, List<WorkingOrder> orders, MarketView market) {
    this.positions = positions;
    this.market = market;
    positions.keySet().forEach(symbol -> working.put(symbol, new ArrayList<>()));
    orders.forEach(order -> of(order.symbol()).add(order));
    working.keySet().forEach(symbol -> bySymbol.put(symbol, exposure(symbol)));
  }

  void add(WorkingOrder order) {
    of(order.symbol()).add(order);
    bySymbol.put(order.symbol(), exposure(order.symbol()));
  }

  /** Removes a working order, so that it can be {@link #add added} again. */
  Optional<WorkingOrder> takeOut(@Nullable String symbol, String clientOrderId) {
    Optional<WorkingOrder> found =
        working(symbol).stream()
            .filter(order -> order.clientOrderId().equals(clientOrderId))
            .findFirst();
    found.ifPresent(
        order -> {
          of(order.symbol()).remove(order);
          bySymbol.put(order.symbol(), exposure(order.symbol()));
        });
    return found;
  }

  List<WorkingOrder> working(@Nullable String symbol) {
    return symbol == null ? List.of() : working.getOrDefault(symbol, List.of());
  }

  /** Value of all holdings at their marks, signed. */
  @Nullable BigDecimal held() {
    return sum(SymbolExposure::held);
  }

  @Nullable BigDecimal gross() {
    return sum(SymbolExposure::gross);
  }

  /** Signed, in the worst case for one more order of this side. */
  @Nullable BigDecimal net(@Nullable Side side) {
    return sum(side == Side.SELL ? SymbolExposure::worstShort : SymbolExposure::worstLong);
  }

  /** What working openers will cost, and what short positions lock up. */
  @Nullable BigDecimal locked() {
    BigDecimal holds = sum(SymbolExposure::holds);
    BigDecimal collateral = sum(SymbolExposure::shortCollateral);
    return holds == null || collateral == null ? null : holds.add(collateral);
  }

  /** Gross by sector, the given one among them; null when a held symbol's sector is not known. */
  @Nullable Map<String, BigDecimal> bySector(@Nullable String sectorOfOrder) {
    Map<String, BigDecimal> sectors = new TreeMap<>();
    if (sectorOfOrder != null) {
      sectors.put(sectorOfOrder, BigDecimal.ZERO);
    }
    for (Map.Entry<String, SymbolExposure> entry : bySymbol.entrySet()) {
      BigDecimal gross = entry.getValue().gross();
      if (gross != null && gross.signum() == 0) {
        continue;
      }
      Instrument instrument = market.of(entry.getKey()).instrument();
      if (gross == null || instrument == null || instrument.sector() == null) {
        return null;
      }
      sectors.merge(instrument.sector(), gross, BigDecimal::add);
    }
    return sectors;
  }

  private List<WorkingOrder> of(String symbol) {
    return working.computeIfAbsent(symbol, any -> new ArrayList<>());
  }

  private SymbolExposure exposure(String symbol) {
    BigDecimal held = heldValue(symbol);
    BigDecimal buys = workingValue(symbol, order -> order.side() == Side.BUY);
    BigDecimal sells = workingValue(symbol, order -> order.side() == Side.SELL);
    return new SymbolExposure(
        held,
        held == null || buys == null ? null : held.add(buys),
        held == null || sells == null ? null : held.subtract(sells),
        workingValue(symbol, order -> !order.reducer()));
  }

  private @Nullable BigDecimal heldValue(String symbol) {
    BigDecimal quantity = positions.getOrDefault(symbol, HeldPosition.NONE).position().quantity();
    if (quantity.signum() == 0) {
      return BigDecimal.ZERO;
    }
    SymbolMarket known = market.of(symbol);
    BigDecimal mark = Valuation.reference(known.quote());
    BigDecimal factor = unitFactor(known.instrument());
    return mark == null || factor == null ? null : quantity.multiply(mark).multiply(factor);
  }

  private @Nullable BigDecimal workingValue(String symbol, Predicate<WorkingOrder> which) {
    SymbolMarket known = market.of(symbol);
    BigDecimal sum = BigDecimal.ZERO;
    for (WorkingOrder order : working(symbol)) {
      if (!which.test(order)) {
        continue;
      }
      BigDecimal price = order.reservationPrice();
      price = price != null ? price : Valuation.reference(known.quote());
      BigDecimal factor = order.unitFactor();
      factor = factor != null ? factor : unitFactor(known.instrument());
      if (price == null || factor == null) {
        return null;
      }
      sum = sum.add(order.leaves().multiply(price).multiply(factor));
    }
    return sum;
  }

  private @Nullable BigDecimal sum(Function<SymbolExposure, @Nullable BigDecimal> part) {
    BigDecimal sum = BigDecimal.ZERO;
    for (SymbolExposure exposure : bySymbol.values()) {
      BigDecimal value = part.apply(exposure);
      if (value == null) {
        return null;
      }
      sum = sum.add(value);
    }
    return sum;
  }

  /** Account currency per unit and price 1. */
  static @Nullable BigDecimal unitFactor(@Nullable Instrument instrument) {
    return instrument == null || instrument.multiplier() == null || instrument.fxRate() == null
        ? null
        : instrument.multiplier().multiply(instrument.fxRate());
  }
}
