package dev.aurora.rules.testing;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts.Books;
import dev.aurora.rules.fact.promotion.PromotionFacts.Control;
import dev.aurora.rules.fact.promotion.PromotionFacts.Flags;
import dev.aurora.rules.fact.promotion.PromotionFacts.Gates;
import dev.aurora.rules.fact.promotion.PromotionFacts.Promotion;
import dev.aurora.rules.fact.promotion.PromotionFacts.Rollback;
import dev.aurora.rules.fact.promotion.PromotionFacts.Scorecard;
import dev.aurora.rules.fact.promotion.PromotionFacts.Shadow;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Candidates around the limits of the go / no-go conditions. The seed decides everything. */
public final class RandomPromotions {

  private static final Instant NOW = Instant.parse("2025-03-03T15:00:00Z");
  private static final Duration[] AGES = {
    Duration.ZERO,
    Duration.ofDays(30),
    Duration.ofDays(30).plusNanos(1),
    Duration.ofDays(400),
    Duration.ofSeconds(-1),
    Duration.ofSeconds(-2)
  };

  private final Random random;

  public RandomPromotions(long seed) {
    this.random = new Random(seed);
  }

  /** A candidate of whom everything is known. */
  public PromotionFacts complete() {
    return next(0);
  }

  /** A candidate with some of its facts missing, sections too. */
  public PromotionFacts incomplete() {
    return next(20);
  }

  private PromotionFacts next(int holes) {
    return new PromotionFacts(
        "candidate",
        or(NOW, holes),
        or(
            new Promotion(
                or(pick("sample", "momentum"), holes),
                or("m-1", holes),
                or(pick(TradingMode.values()), holes),
                or(pick(TradingMode.values()), holes)),
            holes),
        or(new Gates(flag(holes), count(2, holes), flag(holes)), holes),
        or(new Scorecard(count(51, holes), flag(holes)), holes),
        or(new Flags(flag(holes)), holes),
        or(new Rollback(or(NOW.minus(pick(AGES)), holes)), holes),
        or(new Shadow(count(4, holes)), holes),
        or(new Books(count(0, holes)), holes),
        or(new Control(flag(holes)), holes));
  }

  private Boolean flag(int holes) {
    return or(random.nextInt(4) != 0, holes);
  }

  private Long count(long least, int holes) {
    return or(least + random.nextInt(3), holes);
  }

  private <T> T or(T value, int holes) {
    return random.nextInt(100) < holes ? null : value;
  }

  @SafeVarargs
  private <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }
}
