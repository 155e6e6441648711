package dev.aurora.rules.fact.promotion;

import static dev.aurora.rules.fact.promotion.PromotionBase.mask;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.limit.LimitUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registry's entries of {@link PromotionCheck}. */
final class PromotionFields {

  private static final String BREAKS = "breaks";

  private PromotionFields() {}

  static List<FactField<PromotionCheck>> all() {
    return Stream.of(asked(), gates(), readiness()).flatMap(List::stream).toList();
  }

  private static List<FactField<PromotionCheck>> asked() {
    return List.of(
        text(
            "strategy",
            "Strategy of the candidate.",
            PromotionBase.STRATEGY,
            PromotionCheck::getStrategy),
        text(
            "modelVersion",
            "Model version of the candidate.",
            PromotionBase.MODEL,
            PromotionCheck::getModelVersion),
        text(
            "currentMode",
            "SHADOW, PAPER or LIVE: as it runs.",
            PromotionBase.FROM,
            c -> c.getCurrentMode()),
        text(
            "wantedMode",
            "SHADOW, PAPER or LIVE: what it asks for.",
            PromotionBase.TO,
            c -> c.getWantedMode()),
        bool(
            "toPaper",
            "The candidate asks for PAPER.",
            mask(PromotionBase.TO),
            PromotionCheck::isToPaper),
        bool(
            "toLive",
            "The candidate asks for LIVE.",
            mask(PromotionBase.TO),
            PromotionCheck::isToLive));
  }

  private static List<FactField<PromotionCheck>> gates() {
    return List.of(
        bool(
            "l0Green",
            "Every L0 gate is green on the candidate's artifacts.",
            mask(PromotionBase.L0_GREEN),
            PromotionCheck::isL0Green),
        decimal(
            "l1GreenNights",
            LimitUnit.NIGHTS.word(),
            "Nights in a row, up to the last one, in which every L1 gate was green.",
            mask(PromotionBase.L1_NIGHTS),
            PromotionCheck::getL1GreenNights),
        bool(
            "l2Green",
            "Every L2 gate is green on the candidate's artifacts.",
            mask(PromotionBase.L2_GREEN),
            PromotionCheck::isL2Green),
        decimal(
            "scorecardDone",
            LimitUnit.ITEMS.word(),
            "Items of the readiness scorecard with young green evidence.",
            mask(PromotionBase.SCORECARD),
            PromotionCheck::getScorecardDone),
        bool(
            "everyGateGreen",
            "The last verdict of every gate is green.",
            mask(PromotionBase.EVERY_GATE),
            PromotionCheck::isEveryGateGreen));
  }

  private static List<FactField<PromotionCheck>> readiness() {
    return List.of(
        bool(
            "flagsDefaultOff",
            "Every flag is off by default, or its change has an ADR with evidence.",
            mask(PromotionBase.FLAGS),
            PromotionCheck::isFlagsDefaultOff),
        decimal(
            "rollbackAgeDays",
            LimitUnit.DAYS.word(),
            "Days since the last green rehearsal of a rollback, rounded up at 4 decimals.",
            mask(PromotionBase.NOW, PromotionBase.REHEARSED),
            PromotionCheck::getRollbackAgeDays),
        bool(
            "rollbackFromTheFuture",
            "The rehearsal is more than one second ahead of now.",
            mask(PromotionBase.NOW, PromotionBase.REHEARSED),
            PromotionCheck::isRollbackFromTheFuture),
        decimal(
            "shadowStableSessions",
            LimitUnit.SESSIONS.word(),
            "Sessions in a row, up to the last one, without a failed run or a latch.",
            mask(PromotionBase.SHADOW),
            PromotionCheck::getShadowStableSessions),
        decimal(
            "openBreaks",
            BREAKS,
            "Differences between books and broker that nobody has closed.",
            mask(PromotionBase.OPEN_BREAKS),
            PromotionCheck::getOpenBreaks),
        bool(
            "killed",
            "A kill stands in a scope that covers the candidate.",
            mask(PromotionBase.KILLED),
            PromotionCheck::isKilled));
  }

  /** Facts that rules cannot read, because they are times. */
  static List<FactField<PromotionCheck>> raw() {
    return List.of(
        raw("now", "When the facts were gathered.", check -> check.facts().now()),
        raw("rehearsedAt", "When a rollback was rehearsed.", check -> check.facts().rollback()));
  }

  private static FactField<PromotionCheck> decimal(
      String name,
      String unit,
      String description,
      long need,
      Function<PromotionCheck, @Nullable Object> reader) {
    return field(name, FactType.DECIMAL, unit, description, need, reader);
  }

  private static FactField<PromotionCheck> bool(
      String name,
      String description,
      long need,
      Function<PromotionCheck, @Nullable Object> reader) {
    return field(name, FactType.BOOLEAN, "", description, need, reader);
  }

  private static FactField<PromotionCheck> text(
      String name,
      String description,
      PromotionBase need,
      Function<PromotionCheck, @Nullable Object> reader) {
    return field(name, FactType.TEXT, "", description, need.mask(), reader);
  }

  private static FactField<PromotionCheck> field(
      String name,
      FactType type,
      String unit,
      String description,
      long need,
      Function<PromotionCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        type,
        unit,
        description,
        check -> check.missing() & need,
        check -> PromotionBase.pathsIn(check.missing() & need, check.facts()),
        reader,
        false,
        "");
  }

  private static FactField<PromotionCheck> raw(
      String name, String description, Function<PromotionCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        FactType.TEXT,
        "",
        description,
        check -> 0,
        check -> List.of(),
        reader,
        true,
        "rollbackAgeDays");
  }
}
