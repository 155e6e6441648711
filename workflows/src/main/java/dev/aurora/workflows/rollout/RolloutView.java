package dev.aurora.workflows.rollout;

import dev.aurora.rules.fact.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the rollout stands, as the stage policy in the books says it.
 *
 * @param revision of the stage policy; 0 = as shipped
 * @param stage what new executions take, in SHADOW and PAPER
 * @param rampPercent share of new executions that takes the stage after it
 * @param liveStage what new executions take in LIVE; null = none is good, so no openers
 * @param rows accounts and strategies with a stage of their own
 * @param by who changed it last
 * @param at when; null as shipped
 */
public record RolloutView(
    long revision,
    Stage stage,
    int rampPercent,
    boolean rollback,
    @Nullable Stage liveStage,
    List<Row> rows,
    String by,
    String reason,
    @Nullable Instant at) {

  /** A stage of its own, of an account, a strategy or both. */
  public record Row(
      @Nullable String account, @Nullable String strategy, Stage stage, int rampPercent) {}

  public RolloutView {
    Objects.requireNonNull(stage, "stage");
    rows = List.copyOf(rows);
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
  }
}
