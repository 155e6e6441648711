package dev.aurora.rules.draft;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.Explainer;
import dev.aurora.rules.engine.Explainer.RuleExplanation;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.explain.Change;
import dev.aurora.rules.explain.ChangeSearch;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cases for a new rule, found by trying: an order that it lets pass, one that it matches, and each
 * of the changes that make the difference taken back. All were evaluated; all leave the other
 * controls satisfied.
 */
final class DraftCases {

  private static final String HEAD =
      """
      # Drafted by `aurora rules new`. Read each case: is that what you mean? Then add more, such as a
      # value exactly at the boundary, a missing fact (null) and a reducer.
      base: %s
      cases:
      """;

  /** One case: what differs from the base, and what then comes out. */
  private record Drafted(String name, List<Change> given, Answer answer) {}

  /** Bases that a search begins at; later ones are variations of these. */
  private static final int BASES_MAX = 4;

  private final TreePolicyEngine engine;
  private final Explainer explainer;
  private final Set<String> names = new TreeSet<>();
  private final List<Drafted> cases = new ArrayList<>();
  private String base = "";
  private boolean breaking;

  /**
   * @param policy with the new rule in it
   * @param bases facts by name
   */
  DraftCases(RuleSet policy, NewControl control, Map<String, FactsLine.Readable> bases) {
    List<CheckRule> rules =
        policy.rules().stream().filter(rule -> rule.control().equals(control.id())).toList();
    this.engine = new TreePolicyEngine(policy, EngineSettings.untimed());
    this.explainer =
        new Explainer(
            new RuleSet(policy.digest(), policy.files(), rules, policy.scopes(), policy.limits()));
    rules.forEach(rule -> names.addAll(rule.condition().texts()));
    List<Map.Entry<String, FactsLine.Readable>> usable =
        bases.entrySet().stream()
            .filter(one -> one.getValue() instanceof FactsLine.OrderLine)
            .filter(one -> enforced(one.getValue()) == 0)
            .limit(BASES_MAX)
            .toList();
    usable.forEach(one -> draft(one.getKey(), one.getValue(), true));
    // A rule that is wider than what binds already matches only what is denied anyway.
    usable.forEach(one -> draft(one.getKey(), one.getValue(), false));
  }

  private void draft(String name, FactsLine.Readable facts, boolean othersSatisfied) {
    if (breaking) {
      return;
    }
    boolean matchesAlready = distance(facts) == 0;
    ChangeSearch.Goal goal =
        changed ->
            (othersSatisfied ? enforced(changed) : 0)
                + (matchesAlready
                    ? seen(changed).truth() == Truth.FALSE ? 0 : 1
                    : distance(changed));
    ChangeSearch.Found found = new ChangeSearch(names, path -> true, goal).from(facts).orElse(null);
    if (found == null && !cases.isEmpty() && !matchesAlready) {
      return;
    }
    cases.clear();
    base = name;
    add(List.of(), facts);
    if (found != null) {
      add(found.changes(), found.facts());
      alone(facts, found.changes());
    }
    breaking = matchesAlready || found != null;
  }

  /** Where several changes were needed: all but one of them, one after the other. */
  private void alone(FactsLine.Readable facts, List<Change> changes) {
    if (changes.size() == 1) {
      return;
    }
    for (Change left : changes) {
      List<Change> others = changes.stream().filter(change -> change != left).toList();
      ChangeSearch.with(facts, others)
          .filter(changed -> enforced(changed) == 0)
          .ifPresent(changed -> add(others, changed));
    }
  }

  private void add(List<Change> given, FactsLine.Readable facts) {
    boolean matched = distance(facts) == 0;
    String of =
        given.isEmpty()
            ? "the base as it stands"
            : given.stream()
                .map(change -> change.path() + " " + change.to())
                .collect(Collectors.joining(", "));
    cases.add(
        new Drafted(
            (matched ? "would be denied: " : "passes: ") + of, given, engine.answer(facts)));
  }

  /** How far the rule is from matching: 0 = it does. */
  private int distance(FactsLine.Readable facts) {
    RuleExplanation seen = seen(facts);
    long open = seen.leaves().stream().filter(leaf -> leaf.truth() != Truth.TRUE).count();
    return seen.truth() == Truth.TRUE ? 0 : 1 + (int) open;
  }

  private RuleExplanation seen(FactsLine.Readable facts) {
    return explainer.explain(facts).getFirst();
  }

  private int enforced(FactsLine.Readable facts) {
    return (int)
        engine.answer(facts).breaches().stream()
            .filter(breach -> breach.mode() == Mode.ENFORCE)
            .count();
  }

  /** How many cases there are. */
  int count() {
    return cases.size();
  }

  /** Whether an order was found that the rule matches. */
  boolean breaking() {
    return breaking;
  }

  /** The file. */
  String text() {
    StringBuilder text = new StringBuilder(HEAD.formatted(base));
    for (Drafted one : cases) {
      text.append("  - name: ").append(quoted(one.name())).append('\n');
      if (!one.given().isEmpty()) {
        text.append(
            one.given().stream()
                .map(change -> change.path() + ": " + quoted(change.to()))
                .collect(Collectors.joining(", ", "    given: { ", " }\n")));
      }
      text.append("    expect:\n      verdict: ").append(one.answer().word()).append('\n');
      text.append("      breaches: ").append(breaches(one.answer(), Mode.ENFORCE)).append('\n');
      text.append("      monitored: ").append(breaches(one.answer(), Mode.MONITOR)).append('\n');
    }
    return text.toString();
  }

  private static String breaches(Answer answer, Mode mode) {
    return answer.breaches().stream()
        .filter(breach -> breach.mode() == mode)
        .map(DraftCases::breach)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String breach(Breach breach) {
    String numbers =
        breach.observed() == null
            ? ""
            : ", observed: \"%s\", limit: \"%s\"".formatted(breach.observed(), breach.limit());
    return "{ control: %s, code: %s%s }".formatted(breach.control(), breach.code(), numbers);
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
