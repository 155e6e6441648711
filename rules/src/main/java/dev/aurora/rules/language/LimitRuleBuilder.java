package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the numbers of one scope of what was parsed in {@code limits.drl}. */
final class LimitRuleBuilder {

  private static final String PATTERN = "Limits";
  private static final List<String> METADATA = List.of("owner", "source");

  private final List<Problem> problems;

  LimitRuleBuilder(List<Problem> problems) {
    this.problems = problems;
  }

  Optional<LimitRule> build(ParsedRule parsed) {
    for (Metadata entry : parsed.metadata()) {
      if (!METADATA.contains(entry.name())) {
        report(
            UNKNOWN_METADATA,
            entry.span(),
            "`@" + entry.name() + "` has no meaning for limits.",
            "Remove it; @owner and @source are allowed.");
      }
    }
    Condition.Comparison scope = scope(parsed);
    if (scope == null || !(scope.right() instanceof Operand.Text text)) {
      return Optional.empty();
    }
    List<LimitRule.Setting> settings =
        parsed.actions().stream().filter(this::hasValue).map(LimitRuleBuilder::setting).toList();
    if (settings.isEmpty() && !parsed.broken() && parsed.actions().isEmpty()) {
      report(
          FORBIDDEN_ACTION,
          parsed.actionSpan(),
          "No limit is set for " + text.value() + ".",
          "Write `$limits.orderValueMax(\"50 000\");`, or remove the rule.");
    }
    return Optional.of(new LimitRule(parsed.name(), text.value(), text.span(), settings));
  }

  private Condition.@Nullable Comparison scope(ParsedRule parsed) {
    if (parsed.factType() != null && !parsed.factType().equals(PATTERN)) {
      report(
          LIMITS_PLACE,
          parsed.factSpan() == null ? parsed.span() : parsed.factSpan(),
          "In " + PolicyVocabulary.LIMITS_FILE + " stand limits only.",
          "Move checks of orders to pretrade/<control>/<control>.drl.");
      return null;
    }
    if (parsed.conditions().size() == 1
        && parsed.conditions().getFirst() instanceof Condition.Comparison comparison
        && comparison.left() instanceof Operand.Read read
        && read.name().equals("scope")
        && comparison.operator() == Operator.EQUAL
        && comparison.right() instanceof Operand.Text) {
      return comparison;
    }
    if (!parsed.broken()) {
      report(
          BAD_SCOPE,
          parsed.conditions().isEmpty() ? parsed.nameSpan() : parsed.conditions().getFirst().span(),
          "Limits belong to exactly one scope.",
          "Write `$limits : Limits( scope == \"firm\" )`.");
    }
    return null;
  }

  private boolean hasValue(ParsedRule.Call call) {
    if (call.argument() == null) {
      report(
          UNQUOTED_LIMIT,
          call.span(),
          "The limit `" + call.verb() + "` has no value.",
          "Write the value as a text, such as `" + call.verb() + "(\"50 000\");`.");
    }
    return call.argument() != null;
  }

  private static LimitRule.Setting setting(ParsedRule.Call call) {
    String value = call.argument();
    return new LimitRule.Setting(
        call.verb(), value == null ? "" : value, call.span(), call.argumentSpan());
  }

  private void report(ProblemCode code, Span span, String message, String suggestion) {
    problems.add(Problem.error(code, span, message, suggestion));
  }
}
