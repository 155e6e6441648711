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
  void aRollbackThatWasCutOffAfterTheServerWasToldNeverComesForwardAgain() {
    stood(BuildChange.Action.FIRST, "a");
    stood(BuildChange.Action.ADVANCE, "b");
    BuildChange asked = asked(BuildChange.Action.ROLLBACK, "a", 0, "b", null);
    log.add(asked);

    assertThat(BuildPlan.again(asked, routing("a", null, 0))).isInstanceOf(BuildPlan.Stands.class);
    assertThat(BuildPlan.again(asked, routing("b", null, 0))).isEqualTo(new BuildPlan.Current("a"));
    assertThat(plan(BuildAction.ROLLBACK, 0, routing("a", null, 0), "b"))
        .isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void aWayBackThatWasFoundOnTheServerIsOne() {
    stood(BuildChange.Action.FIRST, "a");
    stood(BuildChange.Action.ADVANCE, "b");
    stood(BuildChange.Action.ELSEWHERE, "a");
    stood(BuildChange.Action.ADVANCE, "c");
    stood(BuildChange.Action.ROLLBACK, "a");

    assertThat(plan(BuildAction.ROLLBACK, 0, routing("a", null, 0), "c"))
        .isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void theEndOfARampThatWasCutOffIsAboutThatRampAlone() {
    BuildChange back = asked(BuildChange.Action.ROLLBACK, "b", 0, "a", "b");
    BuildChange zero = asked(BuildChange.Action.RAMP, "b", 0, "a", "b");
    stood(BuildChange.Action.FIRST, "z");
    stood(BuildChange.Action.ADVANCE, "a");

    for (BuildChange asked : List.of(back, zero)) {
      assertThat(BuildPlan.again(asked, routing("a", "b", 25)))
          .isEqualTo(new BuildPlan.Unramp("b"));
      assertThat(BuildPlan.again(asked, routing("a", null, 0)))
          .isInstanceOf(BuildPlan.Stands.class);
      assertThat(BuildPlan.again(asked, routing("a", "c", 25)))
          .isInstanceOf(BuildPlan.Stands.class);
    }
  }

  @Test
  void whatWasCutOffStaysAboutItsBuildWhateverRampsNow() {
    BuildChange advance = asked(BuildChange.Action.ADVANCE, "b", 0, "a", "b");
    BuildChange ramp = asked(BuildChange.Action.RAMP, "b", 25, "a", null);

    assertThat(BuildPlan.again(advance, routing("a", "c", 5)))
        .isEqualTo(new BuildPlan.Current("b"));
    assertThat(BuildPlan.again(advance, routing("b", null, 0)))
        .isInstanceOf(BuildPlan.Stands.class);
    assertThat(BuildPlan.again(ramp, routing("a", "c", 5))).isEqualTo(new BuildPlan.Ramp("b", 25));
    assertThat(BuildPlan.again(ramp, routing("b", null, 0))).isInstanceOf(BuildPlan.Refused.class);
  }

  @Test
  void whatWasAboutNoBuildStaysSo() {
    assertThat(
            BuildPlan.again(
                asked(BuildChange.Action.RAMP, null, 0, "a", null), routing("a", "b", 25)))
        .isInstanceOf(BuildPlan.Stands.class);
    assertThat(
            BuildPlan.again(
                asked(BuildChange.Action.ROLLBACK, null, 0, "a", null), routing("b", null, 0)))
        .isInstanceOf(BuildPlan.Refused.class);
    assertThat(
            BuildPlan.again(
                asked(BuildChange.Action.RAMP, "b", 101, "a", null), routing("a", null, 0)))
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

  private BuildChange asked(
      BuildChange.Action action,
      @Nullable String build,
      int percent,
      String current,
      @Nullable String ramping) {
    return new BuildChange(
        log.size() + 1,
        "1",
        BuildChange.Phase.ASKED,
        action,
        build,
        percent,
        current,
        ramping,
        "",
        "olga",
        "why",
        "api",
        Instant.EPOCH,
        "-");
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
