package dev.aurora.service.e2d.decision;

import dev.aurora.service.e2d.feature.FeatureCalculator;
import dev.aurora.service.e2d.sanity.SanityProfile;
import dev.aurora.service.market.BarInterval;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * The values of a strategy file.
 *
 * @param name name of the strategy
 * @param symbols what it trades, in the order of its decisions
 * @param model side-car of the model
 * @param barInterval length of the bars it decides on
 * @param history how much of the past a run looks at
 * @param signal when a signal is a decision
 * @param sizing how much
 * @param exits where stop and take stand
 * @param account account that sizes are computed for unless a run names another
 * @param sanity what bars must hold
 */
public record Strategy(
    String name,
    List<String> symbols,
    Path model,
    BarInterval barInterval,
    History history,
    SignalRule signal,
    Sizing sizing,
    Exits exits,
    Account account,
    SanityProfile sanity) {

  public Strategy {
    require(!name.isBlank(), "strategy: a name is needed");
    symbols = List.copyOf(symbols);
    require(!symbols.isEmpty(), "symbols: at least one is needed");
    require(new HashSet<>(symbols).size() == symbols.size(), "symbols: one is named twice");
    int needed = FeatureCalculator.WARM_UP_BARS + signal.volatilityBars();
    require(
        history.minimum() >= needed,
        "history.minimum: at least " + needed + " for signal.volatilityBars");
  }

  /**
   * How many bars of each symbol.
   *
   * @param bars newest bars a run looks at
   * @param minimum fewer than these and the symbol is skipped
   */
  public record History(int bars, int minimum) {
    public History {
      require(minimum >= 1, "history.minimum: at least 1, not " + minimum);
      require(bars >= minimum, "history.bars: at least history.minimum, not " + bars);
    }
  }

  /**
   * Thresholds on the scaled signal.
   *
   * @param volatilityBars trailing predictions that scale it, the newest included
   * @param buyAbove BUY when the signal is above
   * @param sellBelow SELL when the signal is below
   * @param lowConfidence confidence below which a decision is flagged, 0 to 1
   */
  public record SignalRule(
      int volatilityBars, double buyAbove, double sellBelow, double lowConfidence) {
    public SignalRule {
      require(volatilityBars >= 2, "signal.volatilityBars: at least 2, not " + volatilityBars);
      require(sellBelow < buyAbove, "signal.sellBelow: below signal.buyAbove, not " + sellBelow);
      require(
          lowConfidence >= 0 && lowConfidence <= 1,
          "signal.lowConfidence: 0 to 1, not " + lowConfidence);
    }
  }

  /**
   * Volatility-targeted size: as many lots as make one daily standard deviation of the position
   * cost the budgeted share of equity, under two caps.
   *
   * @param riskBps budget of one bar's standard deviation, basis points of equity
   * @param volatilityFloor least volatility believed, a fraction per bar
   * @param maxValue most a position may be worth, account currency
   * @param maxQuantity most shares
   * @param lot shares in a lot
   */
  public record Sizing(
      double riskBps,
      double volatilityFloor,
      BigDecimal maxValue,
      BigDecimal maxQuantity,
      BigDecimal lot) {
    public Sizing {
      require(riskBps > 0, "sizing.riskBps: above 0, not " + riskBps);
      require(volatilityFloor > 0, "sizing.volatilityFloor: above 0, not " + volatilityFloor);
      require(maxValue.signum() > 0, "sizing.maxValue: above 0, not " + maxValue);
      require(maxQuantity.signum() > 0, "sizing.maxQuantity: above 0, not " + maxQuantity);
      require(
          lot.signum() > 0 && lot.stripTrailingZeros().scale() <= 0,
          "sizing.lot: a whole number above 0, not " + lot);
    }
  }

  /**
   * Stop and take as multiples of the bar volatility, within bounds.
   *
   * @param stopVolatilities multiple for the stop
   * @param takeVolatilities multiple for the take
   * @param minimumBp never closer than this, basis points
   * @param maximumBp never farther than this, basis points
   */
  public record Exits(
      double stopVolatilities, double takeVolatilities, int minimumBp, int maximumBp) {
    public Exits {
      require(stopVolatilities > 0, "exits.stopVolatilities: above 0, not " + stopVolatilities);
      require(takeVolatilities > 0, "exits.takeVolatilities: above 0, not " + takeVolatilities);
      require(minimumBp > 0, "exits.minimumBp: above 0, not " + minimumBp);
      require(maximumBp >= minimumBp, "exits.maximumBp: at least exits.minimumBp");
    }
  }

  /**
   * Whom sizes are for.
   *
   * @param id account
   * @param equity what it is worth, account currency
   */
  public record Account(String id, BigDecimal equity) {
    public Account {
      require(!id.isBlank(), "account.id: a name is needed");
      require(equity.signum() > 0, "account.equity: above 0, not " + equity);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
