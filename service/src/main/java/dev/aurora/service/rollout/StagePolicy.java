package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.decision.Digests;
import dev.aurora.workflows.stage.StageChoice;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which stage a new execution takes; its starter asks once, and carries the answer in the
 * execution's input. Thread-safe; every call looks again.
 */
public final class StagePolicy {

  private static final Logger LOG = LoggerFactory.getLogger(StagePolicy.class);

  /** Parts of a percent that a ramp can tell apart. */
  private static final int SHARES_A_PERCENT = 100;

  private static final String NO_GOOD_STAGE =
      "rolled back, and no stage from week-one on was in force before the one that was rolled back";

  private final StagePolicyStore store;
  private final boolean variable;

  /**
   * @param variable whether {@code AURORA_ROLLBACK} is on: it counts for this process whatever the
   *     store says
   */
  public StagePolicy(StagePolicyStore store, boolean variable) {
    this.store = store;
    this.variable = variable;
  }

  /**
   * The stage of one execution. The same key takes the same side of a ramp on every call, and who
   * is in at a share stays in at a larger one.
   *
   * @param strategy null when no strategy stands behind it
   * @param key of the run or order
   * @throws StagePolicyUnreadable when nobody can tell; the caller must start nothing
   */
  public StageChoice choose(
      String account, @Nullable String strategy, String key, TradingMode mode) {
    if (variable) {
      return rolledBack(mode, byVariable(mode));
    }
    PolicyStanding standing = store.read();
    if (standing.rollback()) {
      return rolledBack(mode, standing);
    }
    PolicyStanding.Step step = standing.step(account, strategy);
    boolean ramped =
        share(step.stage().word(), account, key) < step.rampPercent() * SHARES_A_PERCENT;
    return live(
        mode,
        new StageChoice(ramped ? next(step.stage()) : step.stage(), standing.revision(), false));
  }

  /** From 0 up to 9999, evenly, by nothing but its arguments. */
  static int share(String stage, String account, String key) {
    String digest = Digests.sha256("ramp", stage, account, key).substring("sha256:".length());
    return new BigInteger(digest, 16).mod(BigInteger.valueOf(100L * SHARES_A_PERCENT)).intValue();
  }

  /** Only the last good stage of LIVE needs the store; away, it names none. */
  private PolicyStanding byVariable(TradingMode mode) {
    if (mode != TradingMode.LIVE) {
      return new PolicyStanding(List.of());
    }
    try {
      return store.read();
    } catch (StagePolicyUnreadable away) {
      LOG.error("no stage is known to be good", away);
      return new PolicyStanding(List.of());
    }
  }

  private static StageChoice rolledBack(TradingMode mode, PolicyStanding standing) {
    if (mode != TradingMode.LIVE) {
      return new StageChoice(Stage.BASELINE, standing.revision(), true);
    }
    Optional<Stage> good = standing.lastGood();
    return new StageChoice(
        good.orElse(Stage.WEEK_ONE),
        standing.revision(),
        true,
        good.isPresent() ? null : NO_GOOD_STAGE,
        null);
  }

  /** The baseline is no stage of LIVE, however the policy came to say it. */
  private static StageChoice live(TradingMode mode, StageChoice choice) {
    if (mode != TradingMode.LIVE || choice.stage() != Stage.BASELINE) {
      return choice;
    }
    return new StageChoice(
        Stage.WEEK_ONE,
        choice.policyRevision(),
        choice.rollback(),
        "the stage policy says baseline, which is no stage of LIVE",
        null);
  }

  /** The stage after it; the last is its own. */
  static Stage next(Stage stage) {
    return switch (stage) {
      case BASELINE -> Stage.WEEK_ONE;
      case WEEK_ONE, WEEK_TWO -> Stage.WEEK_TWO;
    };
  }
}
