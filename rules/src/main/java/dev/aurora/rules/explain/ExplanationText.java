package dev.aurora.rules.explain;

import dev.aurora.rules.engine.Explainer.LimitSeen;
import dev.aurora.rules.engine.Explainer.RuleExplanation;
import dev.aurora.rules.explain.Explanation.Outcome;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import dev.aurora.rules.language.Truth;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows an explanation to a person. Pure. */
public final class ExplanationText {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private ExplanationText() {}

  /**
   * The whole text, closed by a line end.
   *
   * @param shown which rules to show
   */
  public static String of(Explanation explanation, Predicate<RuleExplanation> shown) {
    StringBuilder text = new StringBuilder(head(explanation));
    for (Outcome outcome : Outcome.values()) {
      explanation.rules(outcome).stream()
          .filter(shown)
          .forEach(rule -> text.append('\n').append(rule(rule)));
    }
    return text.append('\n').append(turn(explanation)).toString();
  }

  private static String head(Explanation explanation) {
    String consequence =
        explanation.answer().consequence() == null
            ? ""
            : " (" + explanation.answer().consequence() + ")";
    return "%s%s: of %d rules %d are broken, %d lack a fact, %d only record, %d pass.\n%s\n"
        .formatted(
            explanation.answer().word(),
            consequence,
            explanation.rules().size(),
            explanation.rules(Outcome.BREACH).size(),
            explanation.rules(Outcome.MISSING).size(),
            explanation.rules(Outcome.MONITOR).size(),
            explanation.rules(Outcome.PASS).size(),
            "Rule set " + explanation.answer().ruleSet());
  }

  private static String rule(RuleExplanation rule) {
    StringBuilder text = new StringBuilder();
    Outcome outcome = Explanation.outcome(rule);
    text.append(
        "%-8s %s: %s\n"
            .formatted(
                outcome == Outcome.PASS ? "pass" : outcome.name(),
                rule.rule().control(),
                rule.rule().name()));
    text.append("         ").append(why(rule)).append('\n');
    for (Leaf leaf : rule.leaves()) {
      String line = "         %-6s %-50s %s".formatted(word(leaf.truth()), leaf.text(), seen(leaf));
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** Why, or why not, in a sentence. */
  public static String why(RuleExplanation rule) {
    return switch (Explanation.outcome(rule)) {
      case BREACH -> "Broken" + against(rule.limit()) + ".";
      case MISSING -> "Can't be checked without " + String.join(", ", rule.missing()) + ".";
      case MONITOR ->
          (rule.truth() == Truth.TRUE
                  ? "Would have stopped this" + against(rule.limit())
                  : "Would have stopped this without " + String.join(", ", rule.missing()))
              + ", but only records ("
              + (rule.rule().mode() == rule.mode()
                  ? "@mode is MONITOR"
                  : "it binds from " + rule.rule().since().word() + " on")
              + ").";
      case PASS -> notBroken(rule);
    };
  }

  private static String against(@Nullable LimitSeen limit) {
    return limit == null
        ? ""
        : ": %s against the limit %s%s of %s, %s"
            .formatted(
                plain(limit.observed()),
                plain(limit.limit()),
                limit.unit().isEmpty() ? "" : " " + limit.unit(),
                limit.scope(),
                apart(limit.observed(), limit.limit()));
  }

  private static String notBroken(RuleExplanation rule) {
    List<Leaf> falses = rule.leaves().stream().filter(leaf -> leaf.truth() == Truth.FALSE).toList();
    if (falses.isEmpty()) {
      return "Not broken" + against(rule.limit()) + ".";
    }
    boolean onlyTheLimit = falses.size() == 1 && falses.getFirst().text().contains("limits.");
    return onlyTheLimit
        ? "Not broken" + against(rule.limit()) + "."
        : "Not broken: "
            + falses.stream()
                .map(leaf -> "`" + leaf.text() + "` isn't so")
                .collect(Collectors.joining(", "))
            + ".";
  }

  private static String turn(Explanation explanation) {
    Explanation.Turn turn =
        explanation.ofOrder() == null ? explanation.ofFacts() : explanation.ofOrder();
    if (turn == null) {
      String missing =
          explanation.rules(Outcome.MISSING).stream()
              .flatMap(rule -> rule.missing().stream())
              .distinct()
              .collect(Collectors.joining(", "));
      return missing.isEmpty()
          ? "No small change that turns the answer was found.\n"
          : "First give what is missing: " + missing + ".\n";
    }
    String by = turn.controls().isEmpty() ? "" : " by " + String.join(", ", turn.controls());
    return "Smallest change found: %s. Then it is %s%s.\n"
        .formatted(
            turn.changes().stream().map(Change::text).collect(Collectors.joining(", ")),
            turn.verdict(),
            by);
  }

  private static String word(Truth truth) {
    return truth == Truth.UNKNOWN ? "?" : truth.name().toLowerCase(Locale.ROOT);
  }

  private static String seen(Leaf leaf) {
    String left = Objects.requireNonNullElse(leaf.left(), "missing");
    if (leaf.right() == null || leaf.right().equals("true")) {
      return left;
    }
    String distance = distance(leaf).map(apart -> ", " + apart).orElse("");
    return left + " / " + leaf.right() + distance;
  }

  /** How far the two sides of a comparison are apart; empty where they are no numbers. */
  public static Optional<String> distance(Leaf leaf) {
    boolean numbers =
        leaf.left() != null
            && leaf.right() != null
            && NUMBER.matcher(leaf.left()).matches()
            && NUMBER.matcher(leaf.right()).matches();
    return numbers && leaf.left() != null && leaf.right() != null
        ? Optional.of(apart(new BigDecimal(leaf.left()), new BigDecimal(leaf.right())))
        : Optional.empty();
  }

  private static String apart(BigDecimal observed, BigDecimal limit) {
    BigDecimal over = observed.subtract(limit);
    return switch (over.signum()) {
      case 0 -> "exactly at it";
      case 1 -> plain(over) + " above it";
      default -> plain(over.negate()) + " below it";
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
