package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.ProblemPrinter;

/**
 * A rule set as the books hold it.
 *
 * @param release digest of everything in {@code files}
 * @param ruleSet digest of rules and limits alone
 */
public record StoredRuleSet(String release, String ruleSet, RuleSetFiles files) {

  /** What the files are, under their digests. */
  static StoredRuleSet of(RuleSetFiles files) {
    return new StoredRuleSet(files.digest(), load(files).digest(), files);
  }

  /**
   * The rules and limits themselves.
   *
   * @throws IllegalStateException when they are not, or not any more, what was stored
   */
  RuleSet load() {
    RuleSet loaded = load(files);
    if (!files.digest().equals(release) || !loaded.digest().equals(ruleSet)) {
      throw new IllegalStateException("rule set " + release + " is not what was stored");
    }
    return loaded;
  }

  private static RuleSet load(RuleSetFiles files) {
    return switch (RuleSetLoader.shipped().load(files.sources())) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused ->
          throw new IllegalStateException(
              "a rule set with mistakes:\n"
                  + new ProblemPrinter(refused.files()).print(refused.problems()));
    };
  }
}
