package dev.aurora.rules.fact.promotion;

import dev.aurora.rules.fact.promotion.PromotionFacts.Books;
import dev.aurora.rules.fact.promotion.PromotionFacts.Control;
import dev.aurora.rules.fact.promotion.PromotionFacts.Flags;
import dev.aurora.rules.fact.promotion.PromotionFacts.Gates;
import dev.aurora.rules.fact.promotion.PromotionFacts.Promotion;
import dev.aurora.rules.fact.promotion.PromotionFacts.Rollback;
import dev.aurora.rules.fact.promotion.PromotionFacts.Scorecard;
import dev.aurora.rules.fact.promotion.PromotionFacts.Shadow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The facts of a candidate, each by the path of its JSON key and with a bit of its own. */
enum PromotionBase {
  NOW("now", facts -> facts, PromotionFacts::now),
  STRATEGY("promotion.strategy", PromotionFacts::promotion, Promotion::strategy),
  MODEL("promotion.modelVersion", PromotionFacts::promotion, Promotion::modelVersion),
  FROM("promotion.from", PromotionFacts::promotion, Promotion::from),
  TO("promotion.to", PromotionFacts::promotion, Promotion::to),
  L0_GREEN("gates.l0Green", PromotionFacts::gates, Gates::l0Green),
  L1_NIGHTS("gates.l1GreenNights", PromotionFacts::gates, Gates::l1GreenNights),
  L2_GREEN("gates.l2Green", PromotionFacts::gates, Gates::l2Green),
  SCORECARD("scorecard.done", PromotionFacts::scorecard, Scorecard::done),
  EVERY_GATE("scorecard.everyGateGreen", PromotionFacts::scorecard, Scorecard::everyGateGreen),
  FLAGS("flags.defaultOff", PromotionFacts::flags, Flags::defaultOff),
  REHEARSED("rollback.rehearsedAt", PromotionFacts::rollback, Rollback::rehearsedAt),
  SHADOW("shadow.stableSessions", PromotionFacts::shadow, Shadow::stableSessions),
  OPEN_BREAKS("books.openBreaks", PromotionFacts::books, Books::openBreaks),
  KILLED("control.killed", PromotionFacts::control, Control::killed);

  private final String path;
  private final Function<PromotionFacts, Boolean> sectionGiven;
  private final Function<PromotionFacts, @Nullable Object> value;

  <S> PromotionBase(
      String path,
      Function<PromotionFacts, @Nullable S> section,
      Function<S, @Nullable Object> value) {
    this.path = path;
    this.sectionGiven = facts -> section.apply(facts) != null;
    this.value =
        facts -> {
          S given = section.apply(facts);
          return given == null ? null : value.apply(given);
        };
  }

  /** The fact's bit. */
  long mask() {
    return 1L << ordinal();
  }

  static long mask(PromotionBase... facts) {
    long mask = 0;
    for (PromotionBase fact : facts) {
      mask |= fact.mask();
    }
    return mask;
  }

  /** Bits of all facts that are absent. */
  static long missingIn(PromotionFacts facts) {
    long missing = 0;
    for (PromotionBase fact : values()) {
      if (fact.value.apply(facts) == null) {
        missing |= fact.mask();
      }
    }
    return missing;
  }

  /** JSON paths of the facts behind bits, one path for a section that is absent as a whole. */
  static List<String> pathsIn(long mask, PromotionFacts facts) {
    Set<String> paths = new LinkedHashSet<>();
    for (PromotionBase fact : values()) {
      if ((mask & fact.mask()) != 0) {
        boolean inside = fact.sectionGiven.apply(facts);
        paths.add(inside ? fact.path : fact.path.substring(0, fact.path.indexOf('.')));
      }
    }
    return new ArrayList<>(paths);
  }
}
