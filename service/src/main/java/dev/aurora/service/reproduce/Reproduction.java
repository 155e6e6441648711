package dev.aurora.service.reproduce;

import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.decision.FactsJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates recorded facts again, under the recorded rule set and the recorded overrides, and
 * compares the verdict's text byte by byte. Pure: nothing but the record and the rule set decides.
 * Keeps an engine for each rule set that it met; one thread.
 */
public final class Reproduction implements AutoCloseable {

  private static final String TIME_BUDGET = "engine.time-budget";
  private static final Pattern TOOK = Pattern.compile("took (\\d+) ms");

  private final Function<String, Optional<RuleSet>> ruleSets;
  private final EngineKind kind;
  private final Map<String, PolicyEngine> engines = new HashMap<>();

  /** How long the evaluation under way takes, as its engine is told. */
  private long nanosToTake;

  private boolean begun;

  /**
   * @param ruleSets by digest; empty = nobody has it any more
   * @param kind what runs the rules; all kinds answer alike
   */
  public Reproduction(Function<String, Optional<RuleSet>> ruleSets, EngineKind kind) {
    this.ruleSets = ruleSets;
    this.kind = kind;
  }

  /** What came of a record. */
  public sealed interface Outcome {

    String decisionId();
  }

  /** The same verdict, to the byte. */
  public record Same(String decisionId, Verdict verdict) implements Outcome {}

  /** Another verdict than the record holds. */
  public record Differs(String decisionId, String recorded, String found) implements Outcome {}

  /** It can't be evaluated again, and why. */
  public record Impossible(String decisionId, String why) implements Outcome {}

  /** Gives the verdict of a record again. */
  public Outcome of(DecisionRecord record) {
    String id = record.decisionId();
    if (!record.computedHash().equals(record.recordHash())) {
      return new Impossible(
          id,
          "the record is not as it was written: its content gives "
              + record.computedHash()
              + ", and its hash is "
              + record.recordHash());
    }
    PolicyEngine engine = engine(record.ruleSetDigest());
    if (engine == null) {
      return new Impossible(id, "nobody has the rule set " + record.ruleSetDigest());
    }
    try {
      return compared(record, engine);
    } catch (IllegalStateException unreadable) {
      return new Impossible(id, "its texts can't be read: " + unreadable.getMessage());
    }
  }

  private Outcome compared(DecisionRecord record, PolicyEngine engine) {
    begun = false;
    nanosToTake = recordedNanos(FactsJson.readVerdict(record.verdictJson()));
    Verdict found =
        record.evidence() == null
            ? engine.evaluate(FactsJson.readFacts(record.factsJson()))
            : engine.evaluate(
                FactsJson.readFacts(record.factsJson()), record.evidence().overrides());
    String text = FactsJson.write(found);
    return text.equals(record.verdictJson())
        ? new Same(record.decisionId(), found)
        : new Differs(record.decisionId(), record.verdictJson(), text);
  }

  /**
   * What the machine took is no fact: of a check that was over its budget the breach alone says it,
   * in whole milliseconds.
   */
  private static long recordedNanos(Verdict recorded) {
    return recorded.breaches().stream()
        .filter(breach -> breach.code().equals(TIME_BUDGET))
        .map(Breach::message)
        .map(TOOK::matcher)
        .filter(Matcher::find)
        .mapToLong(took -> Duration.ofMillis(Long.parseLong(took.group(1))).toNanos() + 1)
        .findFirst()
        .orElse(0);
  }

  private long nanoTime() {
    begun = !begun;
    return begun ? 0 : nanosToTake;
  }

  private @Nullable PolicyEngine engine(String digest) {
    PolicyEngine known = engines.get(digest);
    if (known != null) {
      return known;
    }
    PolicyEngine made =
        digest.equals(NoActiveRuleSet.DIGEST)
            ? new NoActiveRuleSet()
            : ruleSets
                .apply(digest)
                .filter(found -> found.digest().equals(digest))
                .map(this::engine)
                .orElse(null);
    if (made != null) {
      engines.put(digest, made);
    }
    return made;
  }

  private PolicyEngine engine(RuleSet ruleSet) {
    EngineSettings settings =
        new EngineSettings(EngineSettings.standard().timeBudget(), this::nanoTime);
    return kind.engine(ruleSet, settings);
  }

  @Override
  public void close() {
    engines.values().forEach(PolicyEngine::close);
  }
}
