package dev.aurora.service.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildPlanTest {

  private final List<BuildChange> log = new ArrayList<>();

  @Test
  void advancesToTheBuildThatRampsElseToItsOwn() {
    assertThat(plan(BuildAction.ADVANCE, 0, routing("a", "b", 25), "c"))
        .isEqualTo(new BuildPlan.Current("b"));
    assertThat(plan(BuildAction.ADVANCE, 0, routing("a", null, 0), "c"))
        .isEqualTo(new BuildPlan.Current("c"));
    assertThat(plan(BuildAction.ADVANCE, 0, routing("c", null, 0), "c"))
        .isInstanceOf(BuildPlan.Stands.class);
  }

  @Test
  void aRampToNothingEndsTheRamp() {
    assertThat(plan(BuildAction.RAMP, 0, routing("a", "b", 25), "c"))
        .isEqualTo(new BuildPlan.Unramp("b"));
    assertThat(plan(BuildAction.RAMP, 0, routing("a", null, 0), "c"))
        .isInstanceOf(BuildPlan.Stands.class);
  }

  @Test
  void refusesARampThatMeansNothing() {
    assertThat(plan(BuildAction.RAMP, 101, routing("a", null, 0), "c"))
        .isInstanceOf(BuildPlan.Refused.class);
    assertThat(plan(BuildAction.RAMP, 25, routing("c", null, 0), "c"))
        .isInstanceOf(BuildPlan.Refused.class);
    assertThat(plan(BuildAction.RAMP, 25, routing(null, null, 0), "c"))
        .isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void refusesWhatNamesNobodyOrNoReason() {
    BuildCommand nobody = new BuildCommand("1", BuildAction.ADVANCE, "b", 0, " ", "r", "api");
    BuildCommand why = new BuildCommand("1", BuildAction.ADVANCE, "b", 0, "olga", "", "api");

    assertThat(BuildPlan.of(nobody, routing("a", null, 0), log, "b"))
        .isInstanceOf(BuildPlan.Refused.class);
    assertThat(BuildPlan.of(why, routing("a", null, 0), log, "b"))
        .isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void rollsBackARampFirstAndThenToTheBuildBeforeAndNeverForwardAgain() {
    stood(BuildChange.Action.FIRST, "a");
    stood(BuildChange.Action.ADVANCE, "b");
    stood(BuildChange.Action.ADVANCE, "c");

    assertThat(plan(BuildAction.ROLLBACK, 0, routing("c", "d", 5), "d"))
        .isEqualTo(new BuildPlan.Unramp("d"));
    assertThat(plan(BuildAction.ROLLBACK, 0, routing("c", null, 0), "c"))
        .isEqualTo(new BuildPlan.Current("b"));

    stood(BuildChange.Action.ROLLBACK, "b");
    assertThat(plan(BuildAction.ROLLBACK, 0, routing("b", null, 0), "c"))
        .isEqualTo(new BuildPlan.Current("a"));

    stood(BuildChange.Action.ROLLBACK, "a");
    assertThat(plan(BuildAction.ROLLBACK, 0, routing("a", null, 0), "c"))
        .isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void saysWhatItDoesNotDo() {
    assertThat(plan(BuildAction.ADVANCE, 0, routing("a", null, 0), "b").sentences())
        .contains(
            "new executions take build b.",
            "What runs stays on the build that it began on, and is served to its end.",
            "It lifts no kill and no breaker's latch, cancels nothing and re-sends nothing.");
  }

  private BuildPlan plan(BuildAction action, int percent, Routing now, String own) {
    BuildCommand command = new BuildCommand("1", action, null, percent, "olga", "why", "api");
    return BuildPlan.of(command, now, log, own);
  }

  private void stood(BuildChange.Action action, String current) {
    log.add(
        new BuildChange(
            log.size() + 1,
            "c" + log.size(),
            BuildChange.Phase.DONE,
            action,
            current,
            0,
            current,
            null,
            "",
            "olga",
            "why",
            "api",
            Instant.EPOCH,
            "-"));
  }

  private static Routing routing(@Nullable String current, @Nullable String ramping, int percent) {
    return new Routing(current, ramping, percent, Instant.EPOCH, true, List.of(), ByteString.EMPTY);
  }
}
