package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a change of the rollout will and will not do, said before it is done.
 *
 * @param now where the rollout stands
 * @param to what new executions would take; the same as now when nothing would change
 * @param lifted controls that would only monitor, and bind now
 * @param binding controls that would bind, and only monitor now
 * @param sentences for a person
 */
public record RolloutPreview(
    RolloutAction action,
    RolloutView now,
    Stage to,
    List<String> lifted,
    List<String> binding,
    List<String> sentences) {

  public RolloutPreview {
    Objects.requireNonNull(action, "action");
    lifted = List.copyOf(lifted);
    binding = List.copyOf(binding);
    sentences = List.copyOf(sentences);
  }

  /** Of a change of one scope. */
  static RolloutPreview of(
      RolloutAction action,
      int percent,
      PolicyStanding.Scope scope,
      PolicyStanding standing,
      LiftedRules rules) {
    RolloutView now = standing.view();
    Stage from = standing.step(scope.account(), scope.strategy()).stage();
    Stage next = from == Stage.BASELINE ? Stage.WEEK_ONE : Stage.WEEK_TWO;
    Stage to =
        switch (action) {
          case ROLLBACK -> Stage.BASELINE;
          case ADVANCE -> next;
          case RAMP -> from;
        };
    List<String> sentences = new ArrayList<>();
    sentences.add(
        switch (action) {
          case ROLLBACK -> "New executions take baseline" + inLive(standing) + ".";
          case ADVANCE -> "New executions take " + to.word() + ".";
          case RAMP ->
              percent
                  + " % of new executions take "
                  + next.word()
                  + ", the others go on with "
                  + from.word()
                  + ".";
        });
    sentences.add("What runs keeps the stage that it recorded.");
    sentences.add("It lifts no kill and no breaker's latch, cancels nothing and re-sends nothing.");
    return new RolloutPreview(
        action, now, to, rules.between(from, to), rules.between(to, from), sentences);
  }

  private static String inLive(PolicyStanding standing) {
    return standing
        .lastGood()
        .map(stage -> " in SHADOW and PAPER, " + stage.word() + " in LIVE")
        .orElse(" in SHADOW and PAPER; in LIVE no stage is good, so openers are denied");
  }
}
