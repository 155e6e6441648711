package dev.aurora.service.cli;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.limit.LimitName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aurora rules list}. Pure: no server, no database, no clock. */
@Command(
    name = "list",
    description = "List every rule with what it does, since when, whose it is, and its limits.",
    footer = {"", "Examples:", "  aurora rules list", "  aurora rules list rules/policy --json"})
final class RulesListCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy's folder.")
  private @Nullable Path folder;

  RulesListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    RuleSet policy = new PolicyFolder(invocation).ruleSet(folder);
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("ruleSet", policy.digest());
      answer.put("rules", policy.rules().stream().map(rule -> row(rule, policy)).toList());
      output.document(answer);
      return ExitCode.DONE;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("control", "then", "mode", "since", "owner", "rule", "limits"));
    for (CheckRule rule : policy.rules()) {
      rows.add(
          List.of(
              rule.tier() == null ? rule.control() : rule.control() + " " + rule.tier(),
              rule.consequence().name(),
              rule.mode().name(),
              rule.since().word(),
              rule.owner(),
              rule.name(),
              shown(limits(rule, policy))));
    }
    output.table(rows);
    output.line("");
    output.line("%d rules, %s".formatted(policy.rules().size(), policy.digest()));
    return ExitCode.DONE;
  }

  private static Map<String, Object> row(CheckRule rule, RuleSet policy) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("control", rule.control());
    row.put("tier", rule.tier());
    row.put("rule", rule.name());
    row.put("fact", rule.factType());
    row.put("consequence", rule.consequence().name());
    row.put("killLevel", rule.killLevel());
    row.put("mode", rule.mode().name());
    row.put("since", rule.since().word());
    row.put("owner", rule.owner());
    row.put("source", rule.source());
    row.put("why", rule.comment());
    row.put("condition", rule.condition().text());
    row.put("limits", limits(rule, policy));
    row.put("file", rule.span().file());
    row.put("line", rule.span().line());
    return row;
  }

  /** Value by scope of each limit that the rule reads, by the limit's name. */
  private static Map<String, Map<String, String>> limits(CheckRule rule, RuleSet policy) {
    Map<String, Map<String, String>> limits = new LinkedHashMap<>();
    Set<String> read = new TreeSet<>(rule.condition().limits());
    for (String limit : read) {
      Map<String, String> byScope = new LinkedHashMap<>();
      for (LimitRule scope : policy.scopes()) {
        scope.settings().stream()
            .filter(setting -> setting.limit().equals(limit))
            .forEach(setting -> byScope.put(scope.scope(), setting.value()));
      }
      Optional<LimitName> name = LimitName.ofProperty(limit);
      limits.put(name.map(LimitName::word).orElse(limit), byScope);
    }
    return limits;
  }

  private static String shown(Map<String, Map<String, String>> limits) {
    return limits.entrySet().stream()
        .map(
            limit ->
                limit.getKey()
                    + " "
                    + limit.getValue().entrySet().stream()
                        .map(scope -> scope.getValue() + " (" + scope.getKey() + ")")
                        .collect(Collectors.joining(", ")))
        .map(Objects::requireNonNull)
        .collect(Collectors.joining("; "));
  }
}
