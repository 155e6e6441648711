package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.breaker.BreakerCheckSchema;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.Condition;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Trip;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers events: which breakers they trip, and what has to be latched.
 *
 * <p>What can't be judged reduces only. It ends as the breaker itself would: a fill that couldn't
 * be held against the collar doesn't come a second time, so a person looks at it; a heartbeat does.
 */
final class BreakerJudge extends Judge<BreakerFacts, BreakerCheck, BreakerVerdict> {

  /** Outside the session conditions aren't counted, so they aren't judged either. */
  private static final String SESSION = "sessionOpen";

  private final Utilisation<BreakerCheck> utilisation;

  /** By index of the rules: flags that have to hold for a rule to look at an event. */
  private final List<List<FactField<BreakerCheck>>> flags;

  BreakerJudge(RuleSet ruleSet) {
    super(ruleSet, BreakerCheckSchema.INSTANCE);
    this.utilisation = Utilisation.ofThoseThatLook(rules());
    this.flags = rules().stream().map(rule -> flags(rule.rule().condition())).toList();
  }

  private static List<FactField<BreakerCheck>> flags(Condition condition) {
    BreakerCheckSchema schema = BreakerCheckSchema.INSTANCE;
    List<FactField<BreakerCheck>> flags = new ArrayList<>();
    for (Condition part : condition.joined()) {
      String name = part instanceof Condition.Flag flag ? flag.read().name() : "";
      if (name.equals(SESSION) || schema.parts().contains(name)) {
        flags.add(schema.field(name).orElseThrow());
      }
    }
    return flags;
  }

  @Override
  BreakerCheck check(BreakerFacts facts) {
    return new BreakerCheck(facts, LatchScopes.bind(limits(), facts));
  }

  @Override
  BreakerVerdict assemble(BreakerCheck check, Truth[] truths) {
    Breaches<BreakerCheck> breaches = new Breaches<>(check, Consequence.REDUCE_ONLY, event -> "");
    breaches.add(rules(), truths);
    List<Trip> trips = new ArrayList<>();
    for (Breaches.Found found : breaches.inOrderOf(Catalogue.BREAKERS)) {
      CheckRule.Latch latch =
          Objects.requireNonNull(Objects.requireNonNull(found.rule()).latch(), "no latch");
      String scope = LatchScopes.of(latch.scope(), check.facts());
      trips.add(new Trip(found.breach(), latch.ends(), scope));
    }
    return verdict(check.id(), digest(), trips, judged(check), utilisation.of(check));
  }

  private List<String> judged(BreakerCheck check) {
    Set<String> judged = new LinkedHashSet<>();
    for (BoundRule<BreakerCheck> rule : rules()) {
      if (flags.get(rule.index()).stream().allMatch(flag -> holds(flag, check))) {
        judged.add(rule.rule().control());
      }
    }
    return List.copyOf(judged);
  }

  private static boolean holds(FactField<BreakerCheck> flag, BreakerCheck check) {
    return flag.missingMask().applyAsLong(check) == 0
        && Boolean.TRUE.equals(flag.reader().apply(check));
  }

  private static BreakerVerdict verdict(
      @Nullable String id,
      String digest,
      List<Trip> trips,
      List<String> judged,
      Map<String, BigDecimal> utilisation) {
    Consequence worst = Breaches.worst(trips.stream().map(Trip::breach).toList());
    return new BreakerVerdict(id, worst != null, worst, digest, trips, judged, utilisation);
  }

  /** What this event would have tripped stays unknown, so a person has to look at it. */
  @Override
  BreakerVerdict failed(@Nullable BreakerFacts facts, Throwable failure) {
    Breach breach =
        EngineBreach.of(
            "engine.error",
            "Reduce only after an event that the engine can't judge",
            Consequence.REDUCE_ONLY,
            "The engine failed on this event (" + failure + "), so only reducers pass.");
    return reduceOnly(facts, digest(), breach, Ends.BY_A_PERSON);
  }

  /** The event was judged, though late: the next one that is judged in time ends it. */
  @Override
  BreakerVerdict overBudget(BreakerFacts facts, BreakerVerdict late, long nanos, Duration budget) {
    Breach breach =
        EngineBreach.of(
            "engine.time-budget",
            "Reduce only while events take too long to judge",
            Consequence.REDUCE_ONLY,
            "The check took %d ms, longer than its budget of %d ms, so only reducers pass."
                .formatted(nanos / 1_000_000, budget.toMillis()));
    List<Trip> trips = new ArrayList<>(late.trips());
    trips.add(new Trip(breach, Ends.BY_ITSELF, LatchScopes.ofAccount(facts)));
    return verdict(late.id(), digest(), trips, late.judged(), late.utilisation());
  }

  static BreakerVerdict reduceOnly(
      @Nullable BreakerFacts facts, String digest, Breach breach, Ends ends) {
    Optional<BreakerFacts> given = Optional.ofNullable(facts);
    String scope = given.map(LatchScopes::ofAccount).orElse(LatchScopes.FIRM);
    return verdict(
        given.map(BreakerFacts::id).orElse(null),
        digest,
        List.of(new Trip(breach, ends, scope)),
        List.of(),
        Map.of());
  }

  @Override
  String name(@Nullable BreakerFacts facts) {
    return facts == null ? "no facts" : "event " + facts.id();
  }
}
