package dev.aurora.service.broker.paper;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Bars that a test writes down. */
final class TableOfBars implements PriceSource {

  private final Map<String, NavigableMap<Instant, OpeningBar>> bars = new ConcurrentHashMap<>();

  TableOfBars with(String symbol, Instant opensAt, String open, String volume) {
    bars.computeIfAbsent(symbol, any -> new TreeMap<>())
        .put(
            opensAt, new OpeningBar(symbol, opensAt, new BigDecimal(open), new BigDecimal(volume)));
    return this;
  }

  @Override
  public Optional<OpeningBar> nextBar(String symbol, Instant notBefore) {
    return Optional.ofNullable(bars.getOrDefault(symbol, new TreeMap<>()).ceilingEntry(notBefore))
        .map(Map.Entry::getValue);
  }
}
