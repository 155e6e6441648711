package dev.aurora.workflows.promotion;

import dev.aurora.rules.fact.TradingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a person asked for. The candidate itself stands in the books under the id.
 *
 * @param id {@code <strategy>/<candidate>/<number of the request>}
 * @param to the mode that it asks for
 * @param approveWithin how long it waits for two persons
 * @param rampSteps shares of the envelope in percent, rising, the last one 100
 * @param soak how long each step is watched
 * @param lookEvery how often, within a soak
 */
public record PromotionInput(
    String id,
    String account,
    String strategy,
    TradingMode to,
    String requestedBy,
    String reason,
    Duration approveWithin,
    List<Integer> rampSteps,
    Duration soak,
    Duration lookEvery) {

  private static final int WHOLE = 100;

  /**
   * @throws IllegalArgumentException when the ramp does not rise to 100, or a time is not positive
   */
  public PromotionInput {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(requestedBy, "requestedBy");
    Objects.requireNonNull(reason, "reason");
    rampSteps = List.copyOf(rampSteps);
    if (!rises(rampSteps)) {
      throw new IllegalArgumentException(
          "a ramp rises from above 0 to 100, such as 25, 50, 100; not " + rampSteps);
    }
    if (!isPositive(approveWithin) || !isPositive(soak) || !isPositive(lookEvery)) {
      throw new IllegalArgumentException(
          "the times of a promotion are longer than nothing: "
              + List.of(approveWithin, soak, lookEvery));
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }

  private static boolean rises(List<Integer> steps) {
    int before = 0;
    for (int step : steps) {
      if (step <= before) {
        return false;
      }
      before = step;
    }
    return before == WHOLE;
  }
}
