package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import dev.aurora.rules.limit.ScopeForm;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what only breakers say: {@code @ends} and {@code @scope}. Demands both of a breaker and
 * refuses them elsewhere.
 */
final class LatchReader {

  /** Metadata of breakers alone. */
  static final List<String> KEYS = List.of("ends", "scope");

  private final PolicyVocabulary.Subject subject;
  private final List<Problem> problems;

  LatchReader(PolicyVocabulary.Subject subject, List<Problem> problems) {
    this.subject = subject;
    this.problems = problems;
  }

  /** Null for a rule over orders or candidates, and where a problem was found. */
  CheckRule.@Nullable Latch read(ParsedRule parsed, @Nullable Consequence consequence) {
    if (subject != PolicyVocabulary.Subject.EVENT) {
      KEYS.forEach(key -> parsed.metadata(key).ifPresent(this::elsewhere));
      onlyDenies(parsed, consequence);
      return null;
    }
    if (consequence == Consequence.DENY_ORDER) {
      report(
          DENIES_IN_BREAKER,
          parsed.metadata("consequence").orElseThrow().span(),
          "A breaker judges an event: there is no order to deny.",
          "Write @consequence(\"REDUCE_ONLY\") or @consequence(\"HALT_TRADING\").");
    }
    Ends ends =
        read(parsed, "ends", Arrays.stream(Ends.values()).map(Ends::word).toList())
            .flatMap(Ends::ofWord)
            .orElse(null);
    ScopeForm scope =
        read(parsed, "scope", Arrays.stream(ScopeForm.values()).map(ScopeForm::word).toList())
            .flatMap(ScopeForm::ofWord)
            .orElse(null);
    if (ends == Ends.BY_ITSELF && consequence == Consequence.HALT_TRADING) {
      report(
          HALT_ENDS_BY_ITSELF,
          parsed.metadata("ends").orElseThrow().span(),
          "Trading that is halted starts again by persons only.",
          "Write @ends(\"person\"), or @consequence(\"REDUCE_ONLY\").");
    }
    return ends == null || scope == null ? null : new CheckRule.Latch(ends, scope);
  }

  private void onlyDenies(ParsedRule parsed, @Nullable Consequence consequence) {
    if (subject == PolicyVocabulary.Subject.CANDIDATE
        && consequence != null
        && consequence != Consequence.DENY_ORDER) {
      report(
          LATCHES_IN_PROMOTION,
          parsed.metadata("consequence").orElseThrow().span(),
          "A go / no-go condition refuses a candidate: there is no trading to stop.",
          "Write @consequence(\"DENY_ORDER\") and `$check.deny();`.");
    }
  }

  /** One of the rule's joined parts is a flag of the schema's: without it 0 would mean nothing. */
  void looksAtSomething(Condition condition, Set<String> flags) {
    if (subject == PolicyVocabulary.Subject.EVENT
        && condition.joined().stream()
            .noneMatch(
                part ->
                    part instanceof Condition.Flag flag && flags.contains(flag.read().name()))) {
      report(
          NO_PART,
          condition.span(),
          "The rule doesn't say which part of an event it looks at: what an event needn't carry"
              + " reads as 0.",
          "Begin with one of "
              + flags.stream().sorted().collect(Collectors.joining(", "))
              + ", and a comma.");
    }
  }

  private void elsewhere(Metadata entry) {
    report(
        LATCH_ELSEWHERE,
        entry.span(),
        "`@" + entry.name() + "` is only for breakers; a check of an order latches by its verb.",
        "Remove it.");
  }

  private Optional<String> read(ParsedRule parsed, String key, List<String> allowed) {
    Metadata entry = parsed.metadata(key).orElse(null);
    if (entry == null || entry.value().isBlank()) {
      return Optional.empty();
    }
    if (!allowed.contains(entry.value())) {
      report(
          BAD_METADATA,
          entry.span(),
          "`" + entry.value() + "` isn't a value of @" + key + ".",
          DidYouMean.ask(
              entry.value(), allowed, "Allowed are " + String.join(", ", allowed) + "."));
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  private void report(ProblemCode code, Span span, String message, String suggestion) {
    problems.add(Problem.error(code, span, message, suggestion));
  }
}
