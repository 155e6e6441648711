package dev.aurora.workflows.run;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.stage.StageChoice;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one decision run is asked to do. Immutable; recorded in history, so it holds everything that
 * must not change when the run is resumed.
 *
 * @param prefix sets installations apart ({@code ""} or {@code "demo-1/"}), see {@code TaskQueues}
 * @param asOf session whose close the decision is made at
 * @param attempt 1 for the first; a retry by a person raises it
 * @param stage the stage that the starter resolved, once
 * @param artifacts folder with the decisions of an external E2D; null = run our own
 * @param retry who wants a further attempt at the legs that came to nothing; null = decide
 */
public record DecisionRunInput(
    String prefix,
    String account,
    String strategy,
    LocalDate asOf,
    TradingMode mode,
    int attempt,
    StageChoice stage,
    @Nullable String artifacts,
    @Nullable RunRetry retry) {

  public DecisionRunInput {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(stage, "stage");
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt must be 1 or more, was " + attempt);
    }
    if ((attempt > 1) != (retry != null)) {
      throw new IllegalArgumentException(
          "attempt " + attempt + " with retry " + retry + ": a person asks for each but the first");
    }
  }

  /**
   * What holds for every order of this run, once its artifacts are judged.
   *
   * @param taken the stage that history recorded
   */
  public OrderContext orderContext(StageChoice taken, GateLevel gateLevel) {
    return new OrderContext(prefix, account, asOf, mode, taken, gateLevel);
  }
}
