package dev.aurora.rules.engine;

import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitRule;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.limit.LimitBook;
import java.util.List;

/**
 * A policy that was read and found clean: its texts, rules and limits under one digest. Immutable.
 *
 * @param digest {@code sha256:<hex>} over the files
 * @param files by path, as read
 * @param rules in catalogue order; a rule's place in this list is its index
 * @param scopes the limits as written, one entry a scope
 * @param limits the same limits, complete and binding
 */
public record RuleSet(
    String digest,
    List<SourceFile> files,
    List<CheckRule> rules,
    List<LimitRule> scopes,
    LimitBook limits) {

  public RuleSet {
    scopes = List.copyOf(scopes);
    files = List.copyOf(files);
    rules = List.copyOf(rules);
  }

  /** The rules that look at a fact, in catalogue order. */
  public List<CheckRule> rulesOf(String factType) {
    return rules.stream().filter(rule -> rule.factType().equals(factType)).toList();
  }
}
