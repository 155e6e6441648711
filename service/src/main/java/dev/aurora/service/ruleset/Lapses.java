package dev.aurora.service.ruleset;

import java.util.List;

/** How it is written that a release is not waited for any more, and why. */
final class Lapses {

  private static final int REASON_LENGTH_MAX = 1_000;

  private Lapses() {}

  /**
   * Another set came into force since, so it was meant over another base.
   *
   * @param meant its proposal or its approval
   */
  static ReleaseStore.Step overtaken(ReleaseEntry meant, StoredRuleSet set) {
    String deed = meant.action() == ReleaseAction.APPROVED ? "approval" : "proposal";
    return step(
        "overtaken/" + meant.revision(),
        set,
        "the books",
        "another set came into force after its " + deed + ": propose it again");
  }

  /** While it waits for persons; nothing otherwise. */
  static ReleaseStore.Decision whileOpen(String id, StoredRuleSet set, String reason) {
    return (standing, now) -> {
      List<ReleaseEntry> steps = standing.steps(set.release());
      return !steps.isEmpty() && steps.getLast().action().open()
          ? step(id + "/" + steps.getLast().revision(), set, "its workflow", reason)
          : null;
    };
  }

  private static ReleaseStore.Step step(String id, StoredRuleSet set, String by, String reason) {
    String cut =
        reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
    return ReleaseStore.Step.of(id, ReleaseAction.LAPSED, set, by, cut);
  }
}
