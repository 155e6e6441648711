package dev.aurora.workflows.order;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.stage.StageChoice;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What holds for every order of one caller, fixed when the caller started.
 *
 * @param asOf session whose close is the newest that the orders may know; they are checked and
 *     filled at the next open
 * @param gateLevel the highest level whose gates are green on what was decided; an input that was
 *     recorded without one counts as NONE
 */
public record OrderContext(
    String prefix,
    String account,
    LocalDate asOf,
    TradingMode mode,
    StageChoice stage,
    GateLevel gateLevel) {

  public OrderContext {
    Objects.requireNonNull(prefix, "prefix");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(stage, "stage");
    // Recorded by a caller that knew of no gates: nothing has been judged.
    gateLevel = gateLevel == null ? GateLevel.NONE : gateLevel;
  }

  OrderContext taking(StageChoice taken) {
    return new OrderContext(prefix, account, asOf, mode, taken, gateLevel);
  }
}
