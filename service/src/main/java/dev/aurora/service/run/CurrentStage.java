package dev.aurora.service.run;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.rollout.BuildId;
import dev.aurora.service.rollout.StagePolicy;
import dev.aurora.workflows.stage.Provenance;
import dev.aurora.workflows.stage.StageChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * The stage that a new execution takes, and what it runs on: resolved once by its starter, carried
 * in its input.
 */
@ApplicationScoped
public class CurrentStage {

  private final StagePolicy policy;
  private final PolicyEngine engine;
  private final Strategies strategies;
  private final BuildId build;

  @Inject
  public CurrentStage(
      StagePolicy policy, PolicyEngine engine, Strategies strategies, BuildId build) {
    this.policy = policy;
    this.engine = engine;
    this.strategies = strategies;
    this.build = build;
  }

  /** For the client proxy. */
  protected CurrentStage() {
    this(unread(), unread(), unread(), unread());
  }

  /**
   * What an execution that starts now is to take.
   *
   * @param strategy null when none stands behind it
   * @param key of the run or order
   * @throws dev.aurora.service.rollout.StagePolicyUnreadable when nobody can tell: start nothing
   */
  public StageChoice choice(
      String account, @Nullable String strategy, String key, TradingMode mode) {
    return policy.choose(account, strategy, key, mode).on(provenance(strategy));
  }

  /**
   * For an execution that checks and sends nothing: an order is followed, or taken back, whether or
   * not the stage policy can be read.
   */
  public StageChoice following() {
    return new StageChoice(Stage.WEEK_TWO, 0, false).on(provenance(null));
  }

  private Provenance provenance(@Nullable String strategy) {
    String model =
        strategy == null
            ? ""
            : strategies.named(strategy).map(Strategies.Known::modelVersion).orElse("");
    return new Provenance(engine.ruleSetDigest(), model, build.text());
  }
}
