package dev.aurora.service.ruleset;

/** How the beginning and the end of a trial beside the live set are written. */
final class Trials {

  private Trials() {}

  static ReleaseStore.Decision begin(String release, StoredRuleSet set) {
    return (standing, now) ->
        standing
            .step(release, ReleaseAction.PROPOSED)
            .filter(proposed -> standing.step(release, ReleaseAction.SHADOW_BEGUN).isEmpty())
            .map(
                proposed ->
                    new ReleaseStore.Step(
                        "shadow/" + proposed.revision(),
                        ReleaseAction.SHADOW_BEGUN,
                        set,
                        proposed.by(),
                        "beside the live set for " + proposed.terms().shadow(),
                        proposed.terms(),
                        null))
            .orElse(null);
  }

  static ReleaseStore.Decision end(String release, StoredRuleSet set, String by, String reason) {
    return (standing, now) ->
        standing
            .step(release, ReleaseAction.SHADOW_BEGUN)
            .filter(begun -> standing.step(release, ReleaseAction.SHADOW_ENDED).isEmpty())
            .map(
                begun ->
                    ReleaseStore.Step.of(
                        "shadow-end/" + begun.revision(),
                        ReleaseAction.SHADOW_ENDED,
                        set,
                        by,
                        reason))
            .orElse(null);
  }
}
