package dev.aurora.workflows.ruleset;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the rule sets in the books. Each call again is the same step. */
@ActivityInterface
public interface RuleReleaseActivities {

  /** Checks the stored texts; they must give the report that they were stored with. */
  @ActivityMethod(name = "ruleRelease.check")
  RuleReleaseStep check(String release);

  /** Runs the stored cases; they must give the report that they were stored with. */
  @ActivityMethod(name = "ruleRelease.test")
  RuleReleaseStep test(String release);

  /** Holds recorded decisions against the set, and says how many it would have changed. */
  @ActivityMethod(name = "ruleRelease.replay")
  RuleReleaseStep replay(String release);

  @ActivityMethod(name = "ruleRelease.beginShadow")
  RuleReleaseStep beginShadow(String release);

  /** What the trial beside the live set found; passed = it still goes on. */
  @ActivityMethod(name = "ruleRelease.shadow")
  RuleReleaseStep shadow(String release);

  @ActivityMethod(name = "ruleRelease.endShadow")
  RuleReleaseStep endShadow(String release);

  /** Whether this approval is a second person's, of this release. */
  @ActivityMethod(name = "ruleRelease.approve")
  RuleReleaseAnswer approve(RuleReleaseCommand command);

  /** Puts the set in force once every live worker has it ready. */
  @ActivityMethod(name = "ruleRelease.activate")
  RuleReleaseAnswer activate(RuleReleaseCommand command);

  /** Whether this approval took the release out of force. */
  @ActivityMethod(name = "ruleRelease.revert")
  RuleReleaseAnswer revert(RuleReleaseCommand command);

  /** Where the release stands; what is over by its time is written down as over. */
  @ActivityMethod(name = "ruleRelease.look")
  RuleReleaseView look(String release);

  /** Nobody wanted it in time. */
  @ActivityMethod(name = "ruleRelease.lapse")
  RuleReleaseView lapse(String release);
}
