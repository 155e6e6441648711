package dev.aurora.service.ruleset;

/** How the end of an activation that was to end by itself is written: once, by whoever is first. */
final class Expiry {

  private Expiry() {}

  static ReleaseStore.Decision of(ReleaseEntry over, StoredRuleSet set) {
    return (standing, now) ->
        standing.overdue(now).stream().anyMatch(over::equals)
            ? ReleaseStore.Step.of(
                "expiry/" + over.revision(),
                ReleaseAction.EXPIRED,
                set,
                "the books",
                "its time was over at " + over.until())
            : null;
  }
}
