package dev.aurora.workflows.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.workflows.testing.PromotionSite;
import dev.aurora.workflows.testing.ScriptedPromotion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionWorkflowTest {

  private final ScriptedPromotion script = new ScriptedPromotion();

  @Test
  void rampsStepByStepAfterTwoPersonsApproved() {
    try (PromotionSite site = new PromotionSite(script)) {
      assertThat(site.approve(ScriptedPromotion.APPROVED).done()).isTrue();

      assertThat(site.result())
          .isEqualTo(
              new PromotionReport(
                  "momentum/c-1/1", PromotionState.PROMOTED, 100, List.of(), "sha256:dossier"));
      assertThat(script.steps)
          .containsExactly("assess", "grant", "ramp 25", "ramp 100", "end PROMOTED");
      assertThat(site.page()).contains("**PROMOTED**: promoted to PAPER, whole.", "sha256:dossier");
    }
  }

  @Test
  void aBareUpdateIsRefusedAndThePageSaysSo() {
    try (PromotionSite site = new PromotionSite(script)) {
      assertThat(site.bare("please").detail()).startsWith("refused");
      assertThat(site.bare(Map.of("approvalId", "guessed")).detail())
          .isEqualTo("refused: nobody approved this");

      assertThat(site.state().state()).isEqualTo(PromotionState.WAITING);
      assertThat(site.page()).contains("Refused:", "nobody approved this");
      assertThat(script.steps).doesNotContain("grant");
    }
  }

  @Test
  void whatAConditionRefusesWaitsForNobody() {
    script.against("L1 was red.");
    try (PromotionSite site = new PromotionSite(script)) {
      assertThat(site.result().state()).isEqualTo(PromotionState.REFUSED);
      assertThat(site.result().reasons()).containsExactly("L1 was red.");
      assertThat(script.steps).containsExactly("assess", "end REFUSED");
    }
  }

  @Test
  void expiresAndSaysSoWhenTwoPersonsDoNotApproveInTime() {
    try (PromotionSite site = new PromotionSite(script)) {
      PromotionReport report = site.result();

      assertThat(report.state()).isEqualTo(PromotionState.EXPIRED);
      assertThat(report.reasons()).containsExactly("Two approvals did not come within PT24H.");
      assertThat(script.steps).containsExactly("assess", "end EXPIRED");
      assertThat(site.page()).contains("**EXPIRED**", "Two approvals did not come");
    }
  }

  @Test
  void aKillBetweenApprovalAndGrantLeavesItUngranted() {
    try (PromotionSite site = new PromotionSite(script)) {
      site.awaitAssessment();
      script.against("A kill stands.");
      site.approve(ScriptedPromotion.APPROVED);

      assertThat(site.result().state()).isEqualTo(PromotionState.REFUSED);
      assertThat(script.steps).containsExactly("assess", "no grant", "end REFUSED");
    }
  }

  @Test
  void goesToZeroByItselfWhenSomethingIsRed() {
    script.red("A break is open.");
    try (PromotionSite site = new PromotionSite(script)) {
      site.approve(ScriptedPromotion.APPROVED);

      PromotionReport report = site.result();
      assertThat(report.state()).isEqualTo(PromotionState.RAMPED_TO_ZERO);
      assertThat(report.rampPercent()).isZero();
      assertThat(report.reasons()).containsExactly("A break is open.");
      assertThat(script.steps).containsExactly("assess", "grant", "ramp 25", "end RAMPED_TO_ZERO");
    }
  }

  @Test
  void endsWhenAPersonTakesItBackWhileItWaits() {
    try (PromotionSite site = new PromotionSite(script)) {
      site.awaitAssessment();
      script.withdraw();
      site.refresh();

      assertThat(site.result().state()).isEqualTo(PromotionState.WITHDRAWN);
      assertThat(script.steps).doesNotContain("grant");
    }
  }

  @Test
  void letsNothingThroughThatWasTakenBackBeforeItsRamp() {
    script.withdraw();
    try (PromotionSite site = new PromotionSite(script)) {
      site.approve(ScriptedPromotion.APPROVED);

      assertThat(site.result().state()).isEqualTo(PromotionState.WITHDRAWN);
      assertThat(script.steps).containsExactly("assess", "grant", "end WITHDRAWN");
    }
  }

  @Test
  void aRampThatDoesNotRiseToTheWholeIsRefused() {
    for (List<Integer> ramp :
        List.of(List.<Integer>of(), List.of(50), List.of(50, 25, 100), List.of(0, 100))) {
      assertThatThrownBy(
              () ->
                  new PromotionInput(
                      "i",
                      "a",
                      "s",
                      TradingMode.PAPER,
                      "ann",
                      "r",
                      Duration.ofHours(1),
                      ramp,
                      Duration.ofHours(1),
                      Duration.ofMinutes(1)))
          .as("%s", ramp)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
