package dev.aurora.rules.cases;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.Condition;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.limit.LimitUnit;
import dev.aurora.rules.limit.ScopeForm;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every small change of a policy: of each rule and of each limit that decides something. */
final class PolicyMutants {

  /** Limits that no condition reads but a value that conditions read is worked out from. */
  private static final Set<LimitName> BEHIND_VALUES = Set.of(LimitName.MARKET_ORDER_BUFFER_BPS);

  /** Limit of the firm's sum, which limits.drl sets as {@code creditThreshold}. */
  private static final String FIRM_CREDIT = "firmCreditThreshold";

  /**
   * A changed policy.
   *
   * @param folder whose cases should notice, such as {@code pretrade/daily-loss}; empty for a limit
   * @param where the file and line of what was changed
   * @param change a sentence without its full stop, to be read behind "No case notices when"
   */
  record Mutant(RuleSet policy, String folder, String where, String change) {}

  private final RuleSet policy;
  private final List<Mutant> mutants = new ArrayList<>();

  private PolicyMutants(RuleSet policy) {
    this.policy = policy;
  }

  static List<Mutant> of(RuleSet policy) {
    PolicyMutants all = new PolicyMutants(policy);
    for (int i = 0; i < policy.rules().size(); i++) {
      all.ofRule(i);
    }
    Set<String> read = all.limitsRead();
    for (LimitRule scope : policy.scopes()) {
      for (LimitRule.Setting setting : scope.settings()) {
        if (read.contains(setting.limit())) {
          all.ofLimit(scope, setting);
        }
      }
    }
    return all.mutants;
  }

  private void ofRule(int index) {
    CheckRule rule = policy.rules().get(index);
    List<CheckRule> without = new ArrayList<>(policy.rules());
    without.remove(index);
    add(rule, without, "the rule is deleted");
    for (ConditionMutants.Mutant mutant : ConditionMutants.of(rule.condition())) {
      replace(index, rule, mutant.condition(), rule.consequence(), rule.mode(), mutant.change());
    }
    Mode other = rule.mode() == Mode.ENFORCE ? Mode.MONITOR : Mode.ENFORCE;
    replace(index, rule, rule.condition(), rule.consequence(), other, "its mode is " + other);
    Consequence lowest = rule.latch() == null ? Consequence.DENY_ORDER : Consequence.REDUCE_ONLY;
    if (rule.consequence() != lowest) {
      Consequence lower = Consequence.values()[rule.consequence().ordinal() - 1];
      String change = "its consequence is lowered to " + lower;
      replace(index, rule, rule.condition(), lower, rule.mode(), change);
    }
    if (rule.latch() != null) {
      ofLatch(index, rule, rule.latch());
    }
  }

  /** How it ends is turned round where a halt allows it; what it latches is another scope. */
  private void ofLatch(int index, CheckRule rule, CheckRule.Latch latch) {
    if (rule.consequence() != Consequence.HALT_TRADING) {
      Ends other = latch.ends() == Ends.BY_ITSELF ? Ends.BY_A_PERSON : Ends.BY_ITSELF;
      replace(index, rule, new CheckRule.Latch(other, latch.scope()), "it ends " + other.word());
    }
    ScopeForm scope = latch.scope() == ScopeForm.FIRM ? ScopeForm.ACCOUNT : ScopeForm.FIRM;
    replace(
        index, rule, new CheckRule.Latch(latch.ends(), scope), "it latches the " + scope.word());
  }

  private void replace(int index, CheckRule rule, CheckRule.Latch latch, String change) {
    replace(index, rule, rule.condition(), rule.consequence(), rule.mode(), latch, change);
  }

  private void replace(
      int index, CheckRule rule, Condition condition, Consequence then, Mode mode, String change) {
    replace(index, rule, condition, then, mode, rule.latch(), change);
  }

  private void replace(
      int index,
      CheckRule rule,
      Condition condition,
      Consequence then,
      Mode mode,
      CheckRule.@Nullable Latch latch,
      String change) {
    List<CheckRule> rules = new ArrayList<>(policy.rules());
    rules.set(
        index,
        new CheckRule(
            rule.name(),
            rule.control(),
            rule.tier(),
            then,
            mode,
            rule.since(),
            then == Consequence.HALT_TRADING ? rule.killLevel() : null,
            rule.owner(),
            rule.source(),
            rule.comment(),
            latch,
            rule.factType(),
            condition,
            rule.span()));
    add(rule, rules, change);
  }

  private void add(CheckRule rule, List<CheckRule> rules, String change) {
    mutants.add(
        new Mutant(
            new RuleSet(policy.digest(), policy.files(), rules, policy.scopes(), policy.limits()),
            rule.span().file().replaceFirst("/[^/]*$", ""),
            rule.span().file() + ":" + rule.span().line(),
            "in \"" + rule.name() + "\" " + change));
  }

  private void ofLimit(LimitRule scope, LimitRule.Setting setting) {
    LimitName name = LimitName.ofProperty(setting.limit()).orElseThrow();
    Optional<BigDecimal> value = number(setting.value());
    if (value.isEmpty()) {
      return;
    }
    BigDecimal unit = name.unit() == LimitUnit.MONEY ? new BigDecimal("0.01") : BigDecimal.ONE;
    changed(scope, setting, value.get().add(unit));
    changed(scope, setting, value.get().subtract(unit));
    changed(scope, setting, value.get().multiply(BigDecimal.TEN));
  }

  private static Optional<BigDecimal> number(String text) {
    String digits = text.replace(" ", "");
    return digits.matches("[0-9]+(\\.[0-9]+)?")
        ? Optional.of(new BigDecimal(digits))
        : Optional.empty();
  }

  /** A value that the limit book refuses (below zero, looser than the firm) can't be activated. */
  private void changed(LimitRule scope, LimitRule.Setting setting, BigDecimal value) {
    String text = value.toPlainString();
    if (value.compareTo(number(setting.value()).orElseThrow()) == 0) {
      return;
    }
    book(setting, text)
        .ifPresent(
            book ->
                mutants.add(
                    new Mutant(
                        new RuleSet(
                            policy.digest(), policy.files(), policy.rules(), policy.scopes(), book),
                        "",
                        setting.limitSpan().file() + ":" + setting.limitSpan().line(),
                        "%s of %s is %s instead of %s"
                            .formatted(setting.limit(), scope.scope(), text, setting.value()))));
  }

  private Optional<LimitBook> book(LimitRule.Setting changed, String value) {
    LimitBookBuilder builder = new LimitBookBuilder();
    for (LimitRule rule : policy.scopes()) {
      LimitBookBuilder.Scope scope = builder.scope(rule.scope());
      for (LimitRule.Setting setting : rule.settings()) {
        scope.set(setting.limit(), setting.equals(changed) ? value : setting.value());
      }
    }
    return switch (builder.build()) {
      case LimitBookBuilder.Complete complete -> Optional.of(complete.book());
      case LimitBookBuilder.Refused refused -> Optional.empty();
    };
  }

  /** Properties of the limits that decide something here; the others count windows or locks. */
  private Set<String> limitsRead() {
    String conditions =
        policy.rules().stream()
            .map(rule -> rule.condition().text())
            .collect(Collectors.joining("\n"));
    Set<String> read =
        Arrays.stream(LimitName.values())
            .filter(
                name ->
                    BEHIND_VALUES.contains(name)
                        || Pattern.compile("limits\\." + name.property() + "\\b")
                            .matcher(conditions)
                            .find())
            .map(LimitName::property)
            .collect(Collectors.toSet());
    if (conditions.contains("limits." + FIRM_CREDIT)) {
      read.add(LimitName.CREDIT_THRESHOLD.property());
    }
    return read;
  }
}
