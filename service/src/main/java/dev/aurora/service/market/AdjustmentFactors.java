package dev.aurora.service.market;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * What each close of a series is multiplied by, to be compared with a later one: splits and
 * dividends of that time taken out under a named convention. Pure and thread-safe.
 */
public final class AdjustmentFactors {

  private final AdjustmentConvention convention;
  private final CorporateActions actions;

  public AdjustmentFactors(AdjustmentConvention convention, CorporateActions actions) {
    this.convention = Objects.requireNonNull(convention, "convention");
    this.actions = Objects.requireNonNull(actions, "actions");
  }

  /** Factors with hindsight, in the terms of the last bar: one for every bar, the last is 1. */
  public double[] fullHistory(BarSeries series) {
    return series.size() == 0 ? new double[0] : asOf(series, series.size() - 1);
  }

  /**
   * Factors as they were known at a bar, in its terms: no later bar or action has a part in them.
   *
   * @param at index of the bar, in order of time
   * @return a factor of every bar up to that one, which has 1
   * @throws IndexOutOfBoundsException when there is no such bar
   */
  public double[] asOf(BarSeries series, int at) {
    double[] factors = new double[Objects.checkIndex(at, series.size()) + 1];
    factors[at] = 1;
    LocalDate now = date(series.bars().get(at));
    Deque<CorporateAction> known = new ArrayDeque<>(actions.of(series.symbol()));
    while (!known.isEmpty() && known.getLast().exDate().isAfter(now)) {
      known.removeLast();
    }
    for (int i = at - 1; i >= 0; i--) {
      Bar before = series.bars().get(i);
      factors[i] = factors[i + 1];
      if (!known.isEmpty() && known.getLast().exDate().isAfter(date(before))) {
        factors[i] *= step(before, series.bars().get(i + 1), known);
      }
    }
    return factors;
  }

  /**
   * Takes the actions between two bars. A dividend counts in the shares of the day before, so a
   * split of its date comes after it.
   */
  private double step(Bar before, Bar bar, Deque<CorporateAction> known) {
    double dividend = 0;
    double shares = 1;
    while (!known.isEmpty() && known.getLast().exDate().isAfter(date(before))) {
      CorporateAction action = known.removeLast();
      switch (action.type()) {
        case SPLIT -> shares *= action.value().doubleValue();
        case DIVIDEND -> dividend += action.value().doubleValue();
        case MERGER -> {
          // changes no price of its own symbol: there is none any more
        }
      }
    }
    return convention.factor(before.close(), bar.close() * shares, dividend) / shares;
  }

  private static LocalDate date(Bar bar) {
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }
}
