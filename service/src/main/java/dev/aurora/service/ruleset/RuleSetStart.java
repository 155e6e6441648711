package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rule set a starting service answers by. Books without one adopt the folder's, once, and say
 * so; from then on the books say it, whatever has become of the folder.
 */
final class RuleSetStart {

  private static final Logger LOG = LoggerFactory.getLogger(RuleSetStart.class);

  private final ReleaseStore store;
  private final Path folder;

  RuleSetStart(ReleaseStore store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * Books that name a rule set.
   *
   * @throws UsageError when they name none, and the folder has none that may be adopted
   */
  void ensure() {
    if (store.read().revision() > 0) {
      return;
    }
    StoredRuleSet shipped = adoptable();
    store
        .add(
            (standing, now) ->
                standing.revision() > 0
                    ? null
                    : ReleaseStore.Step.of(
                        "adopted/1",
                        ReleaseAction.ADOPTED,
                        shipped,
                        "the first start",
                        "the books had no rule set; adopted from the policy's folder"))
        .ifPresent(entry -> LOG.warn("rule set {} is adopted from {}", entry.ruleSet(), folder));
  }

  private StoredRuleSet adoptable() {
    RuleSetFiles files = read();
    // The very texts that are stored: the folder may change in between.
    switch (RuleSetLoader.shipped().load(files.sources())) {
      case LoadResult.Loaded loaded -> NeverLifted.required(loaded.ruleSet(), folder);
      case LoadResult.Refused refused ->
          throw new UsageError(
              Problem.of(
                      "policy-refused",
                      "The policy has mistakes:\n"
                          + new ProblemPrinter(refused.files()).print(refused.problems()),
                      "Correct them until `aurora rules check` is clean, then start again.")
                  .at(folder));
    }
    return StoredRuleSet.of(
        files.with(
            Proof.CHECK.reportName(), "check: clean; adopted at the first start, cases not run\n"));
  }

  private RuleSetFiles read() {
    try {
      return RuleSetFiles.read(folder);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UsageError(
          Problem.of(
                  "policy-unreadable",
                  "The policy's folder can't be read: " + unreadable.getMessage(),
                  "Restore it, or point AURORA_RULES at a policy.")
              .at(folder),
          unreadable);
    }
  }
}
