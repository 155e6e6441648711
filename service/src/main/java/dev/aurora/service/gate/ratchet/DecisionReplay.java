package dev.aurora.service.gate.ratchet;

import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.e2d.metric.FillRate;
import dev.aurora.service.e2d.metric.Turnover;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions of a strategy would have moved, before any policy: each target is met at the
 * next session's open, sales first, buys only as far as cash goes. It is a measure of the strategy,
 * not a book: plain doubles. One thread.
 */
final class DecisionReplay {

  /** Commission and slippage of the paper broker, a fraction of the value. */
  private static final double COST = 1e-4;

  private final BarStore bars;
  private final CorporateActions actions;
  private final List<String> symbols;
  private final Map<String, Double> held = new HashMap<>();
  private final List<double[]> weights = new ArrayList<>();
  private double cash;
  private long submitted;
  private long filled;
  private @Nullable LocalDate before;
  private List<Decision> pending = List.of();

  DecisionReplay(BarStore bars, CorporateActions actions, double equity) {
    this.bars = bars;
    this.actions = actions;
    this.symbols = List.copyOf(bars.symbols());
    this.cash = equity;
  }

  /**
   * One session: what was decided before is done at its open, and what it holds is valued at its
   * close.
   *
   * @param decided at its close
   */
  void session(LocalDate date, List<Decision> decided) {
    Instant time = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    LocalDate last = before;
    if (last != null) {
      symbols.forEach(symbol -> act(symbol, last, date));
    }
    pending.stream()
        .filter(d -> d.side() != DecisionSide.HOLD)
        .sorted(Comparator.comparing(this::delta))
        .forEach(decision -> order(decision, time));
    value(time);
    pending = decided;
    before = date;
  }

  private void act(String symbol, LocalDate last, LocalDate date) {
    for (CorporateAction action : actions.between(symbol, last, date)) {
      double shares = held.getOrDefault(symbol, 0.0);
      switch (action.type()) {
        case SPLIT -> held.put(symbol, shares * action.value().doubleValue());
        case DIVIDEND -> cash += shares * action.value().doubleValue();
        case MERGER -> throw new IllegalArgumentException("a replay knows no merger: " + action);
      }
    }
  }

  private double delta(Decision decision) {
    return Objects.requireNonNull(decision.quantity(), "only a HOLD has no target").doubleValue()
        - held.getOrDefault(decision.symbol(), 0.0);
  }

  private void order(Decision decision, Instant time) {
    double delta = delta(decision);
    if (delta == 0) {
      return;
    }
    submitted++;
    Bar bar = bars.bar(decision.symbol(), time).orElse(null);
    if (bar == null || bar.volume() <= 0) {
      return;
    }
    double value = delta * bar.open();
    double paid = value + Math.abs(value) * COST;
    if (paid <= cash) {
      filled++;
      cash -= paid;
      held.merge(decision.symbol(), delta, Double::sum);
    }
  }

  private void value(Instant time) {
    double[] values = new double[symbols.size()];
    double equity = cash;
    for (int i = 0; i < values.length; i++) {
      double shares = held.getOrDefault(symbols.get(i), 0.0);
      Bar bar = bars.bar(symbols.get(i), time).orElse(null);
      values[i] = bar == null ? 0 : shares * bar.close();
      equity += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= equity;
    }
    weights.add(values);
  }

  /** Mean a session. */
  double turnover() {
    return Turnover.of(weights.toArray(double[][]::new));
  }

  /** Null when nothing was ordered. */
  @Nullable Double fillRate() {
    return FillRate.of(submitted, filled);
  }
}
