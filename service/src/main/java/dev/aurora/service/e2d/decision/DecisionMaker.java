package dev.aurora.service.e2d.decision;

import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.model.Prediction;
import dev.aurora.service.market.Bar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the newest features and the trailing predictions of a symbol into a decision. Knows no
 * holdings: a decision is a target position. Pure and thread-safe.
 */
public final class DecisionMaker {

  private static final double BASIS = 10_000;

  private final Strategy strategy;
  private final Strategy.Account account;
  private final String modelVersion;
  private final PositionSizer sizer;

  public DecisionMaker(Strategy strategy, Strategy.Account account, String modelVersion) {
    this.strategy = strategy;
    this.account = account;
    this.modelVersion = modelVersion;
    this.sizer = new PositionSizer(strategy.sizing());
  }

  /**
   * Decides for one symbol.
   *
   * @param bar newest complete bar
   * @param features features of that bar
   * @param trailing as many predictions as the strategy scales by, oldest first, the last of that
   *     bar
   * @throws IllegalArgumentException if these are not of one symbol and one bar
   */
  public Decision decide(Bar bar, FeatureRow features, List<Prediction> trailing) {
    requireSameBar(bar, features, trailing);
    float signal = SignalScaler.scale(trailing);
    float confidence = confidence(signal);
    DecisionSide side = side(signal);
    PositionSizer.@Nullable Size size =
        side == DecisionSide.BUY
            ? sizer.size(account.equity(), bar.closePrice(), features.vol10())
            : null;
    Strategy.Exits exits = strategy.exits();
    return new Decision(
        bar.symbol(),
        signal,
        confidence,
        side,
        target(side, size),
        distanceBp(exits.stopVolatilities(), features.vol10()),
        distanceBp(exits.takeVolatilities(), features.vol10()),
        flags(side, signal, confidence, size),
        bar.time(),
        modelVersion,
        bar.closePrice());
  }

  private void requireSameBar(Bar bar, FeatureRow features, List<Prediction> trailing) {
    Prediction newest = trailing.getLast();
    boolean same =
        features.symbol().equals(bar.symbol())
            && features.time().equals(bar.time())
            && newest.time().equals(bar.time())
            && trailing.stream().allMatch(p -> p.symbol().equals(bar.symbol()))
            && trailing.size() == strategy.signal().volatilityBars();
    if (!same) {
      throw new IllegalArgumentException(
          "features and " + trailing.size() + " predictions are not those of " + bar);
    }
  }

  private DecisionSide side(float signal) {
    if (signal > strategy.signal().buyAbove()) {
      return DecisionSide.BUY;
    }
    return signal < strategy.signal().sellBelow() ? DecisionSide.SELL : DecisionSide.HOLD;
  }

  /** 0 without a signal, one half at one standard deviation, never quite 1. */
  private static float confidence(float signal) {
    double size = Math.abs(signal);
    return (float) (size / (1 + size));
  }

  private static @Nullable BigDecimal target(DecisionSide side, PositionSizer.@Nullable Size size) {
    if (side == DecisionSide.HOLD) {
      return null;
    }
    return size == null ? BigDecimal.ZERO : size.quantity();
  }

  private int distanceBp(double volatilities, float volatility) {
    double bp = volatilities * volatility * BASIS;
    double bounded = Math.clamp(bp, strategy.exits().minimumBp(), strategy.exits().maximumBp());
    return (int) Math.round(bounded);
  }

  private List<String> flags(
      DecisionSide side, float signal, float confidence, PositionSizer.@Nullable Size size) {
    List<String> flags = new ArrayList<>();
    if (side != DecisionSide.HOLD && confidence < strategy.signal().lowConfidence()) {
      flags.add(RiskFlag.LOW_CONFIDENCE.id());
    }
    if (size != null && size.capped()) {
      flags.add(RiskFlag.POSITION_LIMIT.id());
    }
    if (signal == 0) {
      flags.add(RiskFlag.FLAT_PREDICTIONS.id());
    }
    return flags;
  }
}
