package dev.aurora.rules.fact.promotion;

import dev.aurora.rules.fact.Ages;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.promotion.PromotionFacts.Promotion;
import dev.aurora.rules.limit.BoundLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What go / no-go conditions look at: a candidate, the evidence for it, and the limits that bind
 * its strategy and model. The getters are what a condition may read; {@link PromotionCheckSchema}
 * says what each means, its unit and what it needs.
 *
 * <p>A getter tells something only when its schema field's mask is 0. Made for one check and used
 * by one thread.
 */
public final class PromotionCheck extends RuleFact {

  private static final BigDecimal DAY_SECONDS = BigDecimal.valueOf(86_400);
  private static final int DECIMALS = 4;

  private final PromotionFacts facts;
  private final BoundLimits limits;
  private final long missing;

  /**
   * @param limits what binds the candidate's strategy and model
   */
  public PromotionCheck(PromotionFacts facts, BoundLimits limits) {
    this.facts = Objects.requireNonNull(facts, "facts");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.missing = PromotionBase.missingIn(facts);
  }

  /** The facts that this check was made from. */
  public PromotionFacts facts() {
    return facts;
  }

  @Override
  public @Nullable String id() {
    return facts.id();
  }

  @Override
  public boolean complete() {
    return missing == 0;
  }

  /** None: no rollback of the stage lifts a condition, so every one that enforces does so. */
  @Override
  public @Nullable Stage enforcingStage() {
    return null;
  }

  /** The unit itself: evidence carries no currency. */
  @Override
  public String unitText(String unit) {
    return unit;
  }

  @Override
  public BoundLimits getLimits() {
    return limits;
  }

  /** Bits of the base facts that are missing. */
  long missing() {
    return missing;
  }

  public String getStrategy() {
    Promotion asked = facts.promotion();
    return asked == null || asked.strategy() == null ? "" : asked.strategy();
  }

  public String getModelVersion() {
    Promotion asked = facts.promotion();
    return asked == null || asked.modelVersion() == null ? "" : asked.modelVersion();
  }

  public String getCurrentMode() {
    return word(facts.promotion() == null ? null : facts.promotion().from());
  }

  public String getWantedMode() {
    return word(facts.promotion() == null ? null : facts.promotion().to());
  }

  public boolean isToPaper() {
    return facts.promotion() != null && facts.promotion().to() == TradingMode.PAPER;
  }

  public boolean isToLive() {
    return facts.promotion() != null && facts.promotion().to() == TradingMode.LIVE;
  }

  public boolean isL0Green() {
    return facts.gates() != null && Boolean.TRUE.equals(facts.gates().l0Green());
  }

  public BigDecimal getL1GreenNights() {
    return count(facts.gates() == null ? null : facts.gates().l1GreenNights());
  }

  public boolean isL2Green() {
    return facts.gates() != null && Boolean.TRUE.equals(facts.gates().l2Green());
  }

  public BigDecimal getScorecardDone() {
    return count(facts.scorecard() == null ? null : facts.scorecard().done());
  }

  public boolean isEveryGateGreen() {
    return facts.scorecard() != null && Boolean.TRUE.equals(facts.scorecard().everyGateGreen());
  }

  public boolean isFlagsDefaultOff() {
    return facts.flags() != null && Boolean.TRUE.equals(facts.flags().defaultOff());
  }

  /** Rounded up: a rehearsal a moment over the limit is over it. */
  public BigDecimal getRollbackAgeDays() {
    Instant rehearsed = facts.rollback() == null ? null : facts.rollback().rehearsedAt();
    Instant now = facts.now();
    return rehearsed == null || now == null
        ? BigDecimal.ZERO
        : Ages.secondsBetween(rehearsed, now)
            .max(BigDecimal.ZERO)
            .divide(DAY_SECONDS, DECIMALS, RoundingMode.UP);
  }

  public boolean isRollbackFromTheFuture() {
    Instant rehearsed = facts.rollback() == null ? null : facts.rollback().rehearsedAt();
    Instant now = facts.now();
    return rehearsed != null && now != null && Ages.isAhead(rehearsed, now);
  }

  public BigDecimal getShadowStableSessions() {
    return count(facts.shadow() == null ? null : facts.shadow().stableSessions());
  }

  public BigDecimal getOpenBreaks() {
    return count(facts.books() == null ? null : facts.books().openBreaks());
  }

  /** What isn't known to be free counts as killed. */
  public boolean isKilled() {
    return facts.control() == null || !Boolean.FALSE.equals(facts.control().killed());
  }

  private static String word(@Nullable Enum<?> word) {
    return word == null ? "" : word.name();
  }

  private static BigDecimal count(@Nullable Long number) {
    return number == null ? BigDecimal.ZERO : BigDecimal.valueOf(number);
  }
}
