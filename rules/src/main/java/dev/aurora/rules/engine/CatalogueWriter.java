package dev.aurora.rules.engine;

import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.verdict.Consequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code CATALOGUE.md}: what the policy checks and with which numbers, for whoever holds it
 * against a regulation. Everything in it is read from the rules and the limits. Pure.
 */
public final class CatalogueWriter {

  /** Where the text belongs in a policy folder. */
  public static final String FILE = "CATALOGUE.md";

  private static final Map<String, String> EXEMPTIONS =
      Map.of(
          "opener", "reducers",
          "!manualExit", "a person's exit",
          "!haltExempt", "a person's exit and the kill's own reducers",
          "!closesPosition", "an order that closes exactly what is left",
          "reducer", "openers");

  private final RuleSet policy;
  private final Map<String, Integer> cases;

  private CatalogueWriter(RuleSet policy, Map<String, Integer> cases) {
    this.policy = policy;
    this.cases = cases;
  }

  /**
   * The whole text.
   *
   * @param cases how many cases stand beside the rules, by control
   */
  public static String text(RuleSet policy, Map<String, Integer> cases) {
    CatalogueWriter writer = new CatalogueWriter(policy, cases);
    StringBuilder text = new StringBuilder();
    writer.head(text);
    for (List<CheckRule> control : writer.controls()) {
      writer.control(text, control);
    }
    writer.limits(text);
    return text.toString();
  }

  private List<List<CheckRule>> controls() {
    Map<String, List<CheckRule>> byFile = new LinkedHashMap<>();
    for (CheckRule rule : policy.rules()) {
      byFile.computeIfAbsent(rule.span().file(), file -> new ArrayList<>()).add(rule);
    }
    return List.copyOf(byFile.values());
  }

  private void head(StringBuilder text) {
    int allCases = cases.values().stream().mapToInt(Integer::intValue).sum();
    text.append("# Catalogue of controls\n\n")
        .append("Generated from the rules and `limits.drl`; edit those, never this page. A test")
        .append(" fails when it is stale.\n\n")
        .append(
            "%d controls, %d rules, %d cases. All breaches are reported, in this order; an order"
                .formatted(controls().size(), policy.rules().size(), allCases))
        .append(" *at* a limit passes, counts are denied *at* it. A fact that is missing denies")
        .append(" as `<control>.missing-<fact>`.\n");
  }

  private void control(StringBuilder text, List<CheckRule> rules) {
    CheckRule first = rules.getFirst();
    text.append("\n## `").append(first.control()).append("`\n\n");
    text.append("[Rules](").append(first.span().file()).append("), ");
    text.append("%d cases.\n\n".formatted(cases.getOrDefault(first.control(), 0)));
    text.append("| rule | then | mode | since | exempt | owner | source |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (CheckRule rule : rules) {
      text.append("| ")
          .append(
              String.join(
                  " | ",
                  cell(rule.name()),
                  then(rule),
                  rule.mode().name(),
                  rule.since().word(),
                  exempt(rule),
                  cell(rule.owner()),
                  cell(rule.source())))
          .append(" |\n");
    }
    Set<LimitName> read = new LinkedHashSet<>();
    rules.forEach(rule -> read.addAll(limitsOf(rule)));
    if (!read.isEmpty()) {
      text.append('\n');
      read.forEach(limit -> text.append("- ").append(limit(limit)).append('\n'));
    }
  }

  private static String then(CheckRule rule) {
    return rule.consequence() == Consequence.HALT_TRADING
        ? rule.consequence() + " at " + rule.killLevel()
        : rule.consequence().name();
  }

  private static String exempt(CheckRule rule) {
    List<String> parts = List.of(rule.condition().text().split(" && "));
    String found =
        parts.stream()
            .filter(EXEMPTIONS::containsKey)
            .map(EXEMPTIONS::get)
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "nobody" : found;
  }

  private static List<LimitName> limitsOf(CheckRule rule) {
    // The firm's sum is held against a limit that limits.drl sets under the account's name.
    String condition = rule.condition().text().replace("firmCreditThreshold", "creditThreshold");
    return Arrays.stream(LimitName.values())
        .filter(
            name ->
                Pattern.compile("limits\\." + name.property() + "\\b").matcher(condition).find())
        .toList();
  }

  private String limit(LimitName limit) {
    return "`%s`: %s %s"
        .formatted(limit.word(), limit.description(), String.join("; ", values(limit)) + ".");
  }

  private List<String> values(LimitName limit) {
    List<String> values = new ArrayList<>();
    for (LimitRule scope : policy.scopes()) {
      for (LimitRule.Setting setting : scope.settings()) {
        if (setting.limit().equals(limit.property())) {
          values.add("`%s` %s %s".formatted(scope.scope(), setting.value(), limit.unit().word()));
        }
      }
    }
    return Collections.unmodifiableList(values);
  }

  /** Limits that no rule reads: windows, locks and buffers behind the values that rules read. */
  private void limits(StringBuilder text) {
    Set<LimitName> read =
        policy.rules().stream()
            .flatMap(rule -> limitsOf(rule).stream())
            .collect(Collectors.toSet());
    text.append("\n## Limits behind the facts\n\n")
        .append("No rule compares with these; they shape what is counted, valued or latched.\n\n");
    for (LimitName limit : LimitName.values()) {
      if (!read.contains(limit)) {
        text.append("- ").append(limit(limit)).append('\n');
      }
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
