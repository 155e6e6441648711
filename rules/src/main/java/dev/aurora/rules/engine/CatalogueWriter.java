package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.promotion.PromotionCheck;
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
   * @param cases how many cases stand beside the rules, by their folder, such as {@code
   *     pretrade/daily-loss}
   */
  public static String text(RuleSet policy, Map<String, Integer> cases) {
    CatalogueWriter writer = new CatalogueWriter(policy, cases);
    StringBuilder text = new StringBuilder();
    writer.head(text);
    writer.controls(OrderCheck.class).forEach(control -> writer.control(text, control));
    List<List<CheckRule>> breakers = writer.controls(BreakerCheck.class);
    if (!breakers.isEmpty()) {
      writer.breakersHead(text, breakers);
      breakers.forEach(breaker -> writer.control(text, breaker));
    }
    List<List<CheckRule>> conditions = writer.controls(PromotionCheck.class);
    if (!conditions.isEmpty()) {
      writer.promotionsHead(text, conditions);
      conditions.forEach(condition -> writer.control(text, condition));
    }
    writer.limits(text);
    return text.toString();
  }

  private List<List<CheckRule>> controls(Class<?> fact) {
    Map<String, List<CheckRule>> byFile = new LinkedHashMap<>();
    for (CheckRule rule : policy.rules()) {
      if (rule.factType().equals(fact.getSimpleName())) {
        byFile.computeIfAbsent(rule.span().file(), file -> new ArrayList<>()).add(rule);
      }
    }
    return List.copyOf(byFile.values());
  }

  private void head(StringBuilder text) {
    int allCases = cases.values().stream().mapToInt(Integer::intValue).sum();
    text.append("# Catalogue of controls\n\n")
        .append("Generated from the rules and `limits.drl`; edit those, never this page. A test")
        .append(" fails when it is stale.\n\n")
        .append(
            "%d controls, %d breakers, %d conditions of promotion, %d rules, %d cases."
                .formatted(
                    controls(OrderCheck.class).size(),
                    controls(BreakerCheck.class).size(),
                    controls(PromotionCheck.class).size(),
                    policy.rules().size(),
                    allCases))
        .append(" All breaches are reported, in this order;")
        .append(
            " an order *at* a limit passes, counts are denied *at* it. A fact that is missing"
                + " denies")
        .append(" as `<control>.missing-<fact>`.\n");
  }

  private void breakersHead(StringBuilder text, List<List<CheckRule>> breakers) {
    text.append("\n# Breakers\n\n")
        .append("%d breakers are held against every event".formatted(breakers.size()))
        .append(" (order, fill, reject, heartbeat, end of a run, reconciliation). What they latch")
        .append(" ends by a person with a cause, or by itself when the cause is gone and")
        .append(" reconciliation is clean. A fact that the event has to carry and that is missing")
        .append(" reduces only, as `<breaker>.missing-<fact>`, and ends as the breaker does.\n");
  }

  private void promotionsHead(StringBuilder text, List<List<CheckRule>> conditions) {
    text.append("\n# Promotion\n\n")
        .append("%d conditions are held against every candidate".formatted(conditions.size()))
        .append(" that asks to be promoted. One that matches is a no-go. A fact that is missing is")
        .append(" a no-go, as `<condition>.missing-<fact>`. Two persons still have to approve.\n");
  }

  private void control(StringBuilder text, List<CheckRule> rules) {
    CheckRule first = rules.getFirst();
    text.append("\n## `").append(first.control()).append("`\n\n");
    text.append("[Rules](").append(first.span().file()).append("), ");
    String folder = first.span().file().replaceFirst("/[^/]*$", "");
    text.append("%d cases.\n\n".formatted(cases.getOrDefault(folder, 0)));
    row(text, List.of("rule", "then", "mode", "since"), words(first), List.of("owner", "source"));
    text.append("|---".repeat(6 + words(first).size())).append("|\n");
    for (CheckRule rule : rules) {
      row(
          text,
          List.of(cell(rule.name()), then(rule), rule.mode().name(), rule.since().word()),
          special(rule),
          List.of(cell(rule.owner()), cell(rule.source())));
    }
    Set<LimitName> read = new LinkedHashSet<>();
    rules.forEach(rule -> read.addAll(limitsOf(rule)));
    if (!read.isEmpty()) {
      text.append('\n');
      read.forEach(limit -> text.append("- ").append(limit(limit)).append('\n'));
    }
  }

  @SafeVarargs
  private static void row(StringBuilder text, List<String>... cells) {
    text.append(
        Arrays.stream(cells)
            .flatMap(List::stream)
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** What is said of checks alone, or of breakers alone. */
  private static List<String> words(CheckRule rule) {
    return rule.latch() == null ? List.of("exempt") : List.of("latches", "ends");
  }

  private static List<String> special(CheckRule rule) {
    CheckRule.Latch latch = rule.latch();
    return latch == null
        ? List.of(exempt(rule))
        : List.of(latch.scope().word(), latch.ends().word());
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
