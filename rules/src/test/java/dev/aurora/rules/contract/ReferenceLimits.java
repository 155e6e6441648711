package dev.aurora.rules.contract;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers of the catalogue, written down a second time. Immutable. */
public final class ReferenceLimits {

  /** A value and the scope that sets it. */
  record Value(BigDecimal value, String scope) {}

  private static final Map<String, String> FIRM =
      Map.ofEntries(
          Map.entry("orderQuantityMax", "10000"),
          Map.entry("orderValueMax", "250000"),
          Map.entry("orderValueMin", "1"),
          Map.entry("priceCollarBpsBelow1", "2000"),
          Map.entry("priceCollarBpsBelow25", "1000"),
          Map.entry("priceCollarBpsBelow50", "700"),
          Map.entry("priceCollarBps", "500"),
          Map.entry("priceBandBps", "2000"),
          Map.entry("referencePriceAgeMax", "5"),
          Map.entry("referencePriceSessionsMax", "1"),
          Map.entry("reducerPriceAgeMax", "900"),
          Map.entry("advParticipationMaxBps", "100"),
          Map.entry("submitRateMax", "100"),
          Map.entry("submitRatePerSymbolMax", "10"),
          Map.entry("messageRateMax", "500"),
          Map.entry("orderToTradeMax", "50"),
          Map.entry("repeatedExecutionMax", "200"),
          Map.entry("duplicateOrderMax", "0"),
          Map.entry("workingOrdersMax", "20"),
          Map.entry("dailyOrderCountMax", "20000"),
          Map.entry("positionLongMax", "50000"),
          Map.entry("positionShortMax", "0"),
          Map.entry("grossExposureMax", "2000000"),
          Map.entry("netExposureMax", "1000000"),
          Map.entry("symbolShareMaxBps", "2500"),
          Map.entry("sectorShareMaxBps", "5000"),
          Map.entry("creditThreshold", "10000000"),
          Map.entry("firmCreditThreshold", "10000000"),
          Map.entry("dailyLossMax", "10000"),
          Map.entry("dailyLossHalt", "20000"),
          Map.entry("drawdownMaxBps", "500"),
          Map.entry("drawdownHaltBps", "1000"),
          Map.entry("lossStreakMax", "4"),
          Map.entry("cooldown", "0"),
          Map.entry("closeBuffer", "0"),
          Map.entry("decisionAgeMax", "120"),
          Map.entry("decisionSessionsMax", "1"),
          Map.entry("marketOrderBufferBps", "100"));

  private static final Map<String, String> MOMENTUM =
      Map.ofEntries(
          Map.entry("orderQuantityMax", "2000"),
          Map.entry("orderValueMax", "25000"),
          Map.entry("positionLongMax", "4000"),
          Map.entry("grossExposureMax", "150000"),
          Map.entry("netExposureMax", "150000"),
          Map.entry("dailyOrderCountMax", "200"),
          Map.entry("dailyLossMax", "3000"),
          Map.entry("dailyLossHalt", "6000"),
          Map.entry("repeatedExecutionMax", "50"),
          Map.entry("cooldown", "60"),
          Map.entry("closeBuffer", "300"));

  private final Map<String, Value> firm = new HashMap<>();
  private final Map<String, Value> momentum = new HashMap<>();

  private ReferenceLimits(Map<String, String> moved) {
    FIRM.forEach((name, value) -> firm.put(name, value(moved.getOrDefault(name, value), "firm")));
    momentum.putAll(firm);
    MOMENTUM.forEach((name, value) -> momentum.put(name, value(value, "strategy:momentum")));
  }

  public static ReferenceLimits shipped() {
    return new ReferenceLimits(Map.of());
  }

  /** As shipped, some of the firm's values replaced. */
  static ReferenceLimits moved(String name, String value) {
    return new ReferenceLimits(Map.of(name, value));
  }

  private static Value value(String number, String scope) {
    return new Value(new BigDecimal(number), scope);
  }

  /** What binds the orders of a strategy. */
  Bound of(@Nullable String strategy) {
    return new Bound("momentum".equals(strategy) ? momentum : firm);
  }

  /** Limits that bind one order. */
  record Bound(Map<String, Value> values) {
    Value get(String name) {
      return Objects.requireNonNull(values.get(name), name);
    }

    BigDecimal value(String name) {
      return get(name).value();
    }
  }
}
