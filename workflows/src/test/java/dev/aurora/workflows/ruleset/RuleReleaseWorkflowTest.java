package dev.aurora.workflows.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleReleaseWorkflowTest {

  private ReleaseSite site;

  @BeforeEach
  void open() {
    site = new ReleaseSite();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aReleaseIsProvedApprovedActivatedAndEndsWithWhatComesAfterIt() {
    WorkflowStub release = site.start(0);

    site.approve(release);
    RuleReleaseAnswer activated = site.activate(release);
    site.end(release, RuleReleaseStage.SUPERSEDED);

    RuleReleaseState state = release.getResult(RuleReleaseState.class);
    assertThat(activated.outcome()).isEqualTo(RuleReleaseAnswer.Outcome.DONE);
    assertThat(state.stage()).isEqualTo(RuleReleaseStage.SUPERSEDED);
    assertThat(state.proofs()).containsExactly("check", "test", "replay");
    assertThat(site.done).containsSubsequence("check", "test", "replay", "approve", "activate");
  }

  @Test
  void aSetThatFailsAProofIsRefusedAndNeverActivated() {
    site.failing = "test";

    RuleReleaseState state = site.start(0).getResult(RuleReleaseState.class);

    assertThat(state.stage()).isEqualTo(RuleReleaseStage.REFUSED);
    assertThat(site.done).containsExactly("check", "test");
  }

  @Test
  void anUpdateWithoutAnApprovalOfTheServiceIsRefusedAndItIsRecorded() {
    WorkflowStub release = site.start(0);

    for (Object payload : List.of(Map.of(), Map.of("approvalId", "made-up"), "please")) {
      assertThat(site.send(release, "activate", payload).outcome())
          .as("%s", payload)
          .isEqualTo(RuleReleaseAnswer.Outcome.REFUSED);
    }

    RuleReleaseState state = release.query("state", RuleReleaseState.class);
    assertThat(state.answered()).hasSize(3);
    assertThat(site.stage).isEqualTo(RuleReleaseStage.PROPOSED);
  }

  @Test
  void anActivationWaitsForAWorkerThatIsNotReady() {
    WorkflowStub release = site.start(0);
    site.approve(release);
    site.notReadyFor = 3;

    assertThat(site.activate(release).outcome()).isEqualTo(RuleReleaseAnswer.Outcome.DONE);
    assertThat(site.done.stream().filter("activate"::equals)).hasSize(4);
  }

  @Test
  void aShadowEndsByItsTime() {
    WorkflowStub release = site.start(60);

    site.environment.sleep(Duration.ofSeconds(70));

    assertThat(site.done).contains("beginShadow", "shadow", "endShadow");
    assertThat(release.query("state", RuleReleaseState.class).stage())
        .isEqualTo(RuleReleaseStage.PROPOSED);
  }

  @Test
  void aShadowOverItsBudgetEndsAtOnce() {
    site.shadowLooks = 2;
    site.start(3_600);

    site.environment.sleep(Duration.ofSeconds(30));

    assertThat(site.done).contains("endShadow");
    assertThat(site.done.stream().filter("shadow"::equals)).hasSize(2);
  }

  @Test
  void aProposalThatNobodyWantsLapses() {
    WorkflowStub release = site.start(0);

    site.environment.sleep(RuleReleaseWorkflowImpl.SHELF_LIFE.plusMinutes(1));

    assertThat(release.getResult(RuleReleaseState.class).stage())
        .isEqualTo(RuleReleaseStage.LAPSED);
  }

  @Test
  void aLimitThatEndsByItselfEndsItsRelease() {
    WorkflowStub release = site.start(0);
    site.approve(release);
    site.lasts = Duration.ofHours(4);
    site.activate(release);

    site.environment.sleep(Duration.ofHours(5));

    assertThat(release.getResult(RuleReleaseState.class).stage())
        .isEqualTo(RuleReleaseStage.EXPIRED);
  }
}
