package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the stage policy stands after its revisions. Immutable.
 *
 * @param revisions all of them, the oldest first
 */
record PolicyStanding(List<PolicyRevision> revisions) {

  /** As shipped: everything that protects is on. */
  static final Stage SHIPPED = Stage.WEEK_TWO;

  PolicyStanding {
    revisions = List.copyOf(revisions);
  }

  /** Whose row it is; null = of every. */
  record Scope(@Nullable String account, @Nullable String strategy) {

    static final Scope FIRM = new Scope(null, null);
  }

  /** A stage, and the share that takes the one after it. */
  record Step(Stage stage, int rampPercent) {}

  long revision() {
    return revisions.isEmpty() ? 0 : revisions.getLast().revision();
  }

  boolean rollback() {
    return firm().map(PolicyRevision::rollback).orElse(false);
  }

  /** What executions of a scope take, by the narrowest row that covers it. */
  Step step(@Nullable String account, @Nullable String strategy) {
    Map<Scope, Step> rows = rows();
    Step firm =
        firm().map(last -> new Step(last.stage(), last.rampPercent())).orElse(new Step(SHIPPED, 0));
    for (Scope scope :
        List.of(
            new Scope(account, strategy), new Scope(null, strategy), new Scope(account, null))) {
      Step row = rows.get(scope);
      if (row != null) {
        return row;
      }
    }
    return firm;
  }

  /** Whatever ramps: for all, and of single accounts and strategies. */
  List<StageRamp> ramps() {
    if (rollback()) {
      return List.of();
    }
    Map<Scope, StageRamp> ramps = new LinkedHashMap<>();
    for (PolicyRevision revision : revisions) {
      if (revision.action() == RolloutAction.ROLLBACK) {
        ramps.clear();
      }
      Scope scope = new Scope(revision.account(), revision.strategy());
      ramps.remove(scope);
      if (revision.rampPercent() > 0) {
        ramps.put(
            scope,
            new StageRamp(
                revision.revision(),
                revision.account(),
                revision.strategy(),
                revision.stage(),
                StagePolicy.next(revision.stage()),
                revision.at()));
      }
    }
    return List.copyOf(ramps.values());
  }

  /** Rows of accounts and strategies; a rollback ends them all. */
  Map<Scope, Step> rows() {
    Map<Scope, Step> rows = new LinkedHashMap<>();
    for (PolicyRevision revision : revisions) {
      if (revision.action() == RolloutAction.ROLLBACK) {
        rows.clear();
      } else if (!revision.firmWide()) {
        rows.put(
            new Scope(revision.account(), revision.strategy()),
            new Step(revision.stage(), revision.rampPercent()));
      }
    }
    return rows;
  }

  /**
   * What a rollback leaves to LIVE: the last stage from week-one on that stood below the one that
   * was rolled back; empty when none did.
   */
  Optional<Stage> lastGood() {
    List<PolicyRevision> stood =
        revisions.stream()
            .filter(PolicyRevision::firmWide)
            .filter(revision -> !revision.rollback())
            .toList();
    if (stood.isEmpty()) {
      return Optional.empty();
    }
    // Under a ramp it is the stage after it that was tried; it alone is in doubt.
    Stage newest = stood.getLast().stage();
    boolean ramped = stood.getLast().rampPercent() > 0;
    return stood.reversed().stream()
        .map(PolicyRevision::stage)
        .filter(stage -> ramped ? stage.compareTo(newest) <= 0 : stage.compareTo(newest) < 0)
        .filter(stage -> stage != Stage.BASELINE)
        .findFirst();
  }

  RolloutView view() {
    Step firm = step(null, null);
    Stage live = rollback() ? lastGood().orElse(null) : firm.stage();
    return new RolloutView(
        revision(),
        firm.stage(),
        firm.rampPercent(),
        rollback(),
        live,
        rows().entrySet().stream()
            .map(
                row ->
                    new RolloutView.Row(
                        row.getKey().account(),
                        row.getKey().strategy(),
                        row.getValue().stage(),
                        row.getValue().rampPercent()))
            .collect(Collectors.toList()),
        revisions.isEmpty() ? "nobody" : revisions.getLast().by(),
        revisions.isEmpty() ? "as shipped" : revisions.getLast().reason(),
        revisions.isEmpty() ? null : revisions.getLast().at());
  }

  private Optional<PolicyRevision> firm() {
    return revisions.reversed().stream().filter(PolicyRevision::firmWide).findFirst();
  }
}
