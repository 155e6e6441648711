package dev.aurora.service.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.person.Person;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import dev.aurora.workflows.ruleset.RuleReleaseActivities;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import dev.aurora.workflows.ruleset.RuleReleaseCommand;
import dev.aurora.workflows.ruleset.RuleReleaseStage;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a rule set comes into force by one person, or as nobody has proved it. */
class RuleReleasesTest {

  private static final ReleaseTerms FOR_AN_HOUR =
      new ReleaseTerms(Duration.ofHours(1), Duration.ZERO, ReleaseTerms.BUDGET);
  private static final ReleaseTerms SHADOWED =
      new ReleaseTerms(null, Duration.ofMinutes(15), ReleaseTerms.BUDGET);

  @TempDir Path directory;
  private RuleSetSite site;
  private RuleSetServices process;

  @BeforeEach
  void open() {
    site = new RuleSetSite(directory);
    process = site.process("one");
    site.folder.limit("dailyOrderCountMax", "19 000");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aSetIsProposedWithItsReportsUnderOneDigest() {
    // The shipped cases hold the shipped number: a change of it comes with its case.
    ReleaseProofs.Report cases = new ReleaseProofs(site.books.database).test(site.files());
    assertThat(cases.passed()).isFalse();

    refused("rules-test", () -> propose(ReleaseTerms.PLAIN));
    assertThat(site.store.read().entries()).hasSize(1);
  }

  @Test
  void whatIsInForceIsNotProposedAgainUnderTheDigestOfOtherReports() {
    String adopted = site.store.read().entries().getFirst().release();
    RuleSetFiles files = site.store.find(adopted).orElseThrow().files();
    StoredRuleSet sameAgain = StoredRuleSet.of(files.with("replay.txt", "replay: none\n"));
    assertThat(sameAgain.release()).isNotEqualTo(adopted);

    refused(
        "already-in-force",
        () -> site.releases.record(sameAgain, RuleSetSite.ANN, "again", ReleaseTerms.PLAIN));

    assertThat(site.store.read().entries()).hasSize(1);
  }

  @Test
  void theProposerCanNotApproveAndNobodyElseWithoutRisk() {
    String ofAnn = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);
    refused("another-person", () -> approve(ofAnn, RuleSetSite.ANN));

    approve(ofAnn, RuleSetSite.BOB);

    assertThat(look(ofAnn)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void twoPersonsWithoutRiskAreNotEnough() {
    String ofBob = proposed(RuleSetSite.BOB, ReleaseTerms.PLAIN);

    refused("role-lacking", () -> approve(ofBob, RuleSetSite.CAT));
    approve(ofBob, RuleSetSite.ANN);

    assertThat(look(ofBob)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void whatWasNotApprovedIsNotActivated() {
    String release = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);

    refused("not-approved", () -> site.activate(release));

    assertThat(look(release)).isEqualTo(RuleReleaseStage.PROPOSED);
  }

  @Test
  void anApprovalIdThatTheServiceDidNotWriteActivatesNothing() {
    String release = site.approved(ReleaseTerms.PLAIN);
    String ofAnother = site.releases.mayActivate(release, RuleSetSite.ANN, "now");

    for (String id : new String[] {"made-up", site.store.read().entries().getLast().commandId()}) {
      assertThat(site.desk.activate(new RuleReleaseCommand(release, id)).outcome())
          .isEqualTo(RuleReleaseAnswer.Outcome.REFUSED);
    }
    assertThat(ofAnother).isNotBlank();
    assertThat(look(release)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void anActivationAgainIsTheSameActivation() {
    String release = site.approved(ReleaseTerms.PLAIN);
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    String approval = site.releases.mayActivate(release, RuleSetSite.ANN, "now");
    RuleReleaseCommand command = new RuleReleaseCommand(release, approval);

    RuleReleaseAnswer first = site.desk.activate(command);
    RuleReleaseAnswer again = site.desk.activate(command);

    assertThat(first.outcome()).isEqualTo(RuleReleaseAnswer.Outcome.DONE);
    assertThat(again).isEqualTo(first);
    assertThat(site.store.read().entries()).hasSize(4);
  }

  @Test
  void onlyAChangeOfLimitsMayEndByItself() {
    proposed(RuleSetSite.ANN, FOR_AN_HOUR);
    site.folder.append("pretrade/lot-size/lot-size.drl", "\n// a word more\n");

    refused("rules-changed", () -> proposed(RuleSetSite.ANN, FOR_AN_HOUR));
  }

  @Test
  void aSetThatIsTriedFirstIsApprovedOnlyAfterThat() {
    String release = proposed(RuleSetSite.ANN, SHADOWED);
    site.desk.beginShadow(release);
    refused("shadow-not-over", () -> approve(release, RuleSetSite.BOB));

    site.desk.endShadow(release);
    approve(release, RuleSetSite.BOB);

    assertThat(look(release)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void aProposalThatLapsedIsNotApprovedAnyMore() {
    String release = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);
    site.desk.lapse(release);

    refused("not-waiting", () -> approve(release, RuleSetSite.BOB));
  }

  @Test
  void nobodyGoesBackToASetThatWasNeverInForce() {
    String release = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);

    refused("never-in-force", () -> site.releases.revert(release, RuleSetSite.ANN, "back"));
    refused("nothing-earlier", () -> site.releases.revert(null, RuleSetSite.ANN, "back"));
  }

  @Test
  void nobodyGoesBackAloneToASetThatHasEndedOrWasTakenOut() {
    String adopted = site.store.read().entries().getFirst().release();
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    String limited = site.activated(FOR_AN_HOUR);
    site.books.clock.advance(Duration.ofHours(1));
    refused("not-under", () -> revert(limited));
    process.patrol().look();

    site.folder.limit("dailyOrderCountMax", "18 000");
    String next = site.activated(ReleaseTerms.PLAIN);
    revert(adopted);

    refused("not-under", () -> revert(next));
    refused("already-in-force", () -> revert(adopted));
    assertThat(look(adopted)).isEqualTo(RuleReleaseStage.IN_FORCE);
  }

  private void revert(String to) {
    site.releases.revert(to, RuleSetSite.ANN, "back");
  }

  @Test
  void whatWasApprovedOverAnotherSetIsNotActivated() {
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    String overOld = site.approved(ReleaseTerms.PLAIN);
    site.folder.limit("dailyOrderCountMax", "18 000");
    String between = site.activated(ReleaseTerms.PLAIN);

    RuleReleaseAnswer answer = site.activate(overOld);

    assertThat(answer.outcome()).isEqualTo(RuleReleaseAnswer.Outcome.REFUSED);
    assertThat(answer.detail()).contains("came into force after its approval");
    assertThat(look(overOld)).isEqualTo(RuleReleaseStage.LAPSED);
    assertThat(look(between)).isEqualTo(RuleReleaseStage.IN_FORCE);
  }

  @Test
  void whatWasProposedOverAnotherSetIsNotApproved() {
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    String overOld = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);
    RuleSetFiles files = site.files();
    site.folder.limit("dailyOrderCountMax", "18 000");
    site.activated(ReleaseTerms.PLAIN);

    refused("overtaken", () -> approve(overOld, RuleSetSite.BOB));

    assertThat(look(overOld)).isEqualTo(RuleReleaseStage.LAPSED);
    StoredRuleSet again = StoredRuleSet.of(files);
    site.releases.record(again, RuleSetSite.ANN, "once more", ReleaseTerms.PLAIN);
    approve(overOld, RuleSetSite.BOB);
    assertThat(look(overOld)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void aSetOfWhichAProofFailedIsRefusedInTheBooks() {
    String release = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);
    approve(release, RuleSetSite.BOB);

    // It was recorded without its reports, so none comes out as it was signed.
    TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    try {
      environment.registerActivitiesImplementations(site.desk);
      RuleReleaseActivities desk =
          environment.newActivityStub(
              RuleReleaseActivities.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(5)).build());
      assertThat(desk.check(release).passed()).isFalse();
    } finally {
      environment.close();
    }

    assertThat(site.store.read().entries().getLast().reason()).startsWith("a proof failed: check");
    refused("not-waiting", () -> approve(release, RuleSetSite.BOB));
    refused("not-approved", () -> site.activate(release));
    assertThat(proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN)).isEqualTo(release);
  }

  @Test
  void anActivationThatIsOlderThanAnHourIsRefused() {
    String release = site.approved(ReleaseTerms.PLAIN);
    String approval = site.releases.mayActivate(release, RuleSetSite.ANN, "now");
    site.books.clock.advance(Duration.ofHours(1));

    RuleReleaseAnswer answer = site.desk.activate(new RuleReleaseCommand(release, approval));

    assertThat(answer.outcome()).isEqualTo(RuleReleaseAnswer.Outcome.REFUSED);
    assertThat(answer.detail()).contains("older than an hour");
    assertThat(look(release)).isEqualTo(RuleReleaseStage.APPROVED);
  }

  @Test
  void anExpiryEndsNoLaterActivationOfTheSameSet() {
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    String release = site.activated(FOR_AN_HOUR);
    ReleaseEntry first = site.store.read().entries().getLast();
    StoredRuleSet set = site.store.find(release).orElseThrow();
    site.books.clock.advance(Duration.ofHours(1));
    Instant later = site.books.clock.instant().plus(Duration.ofHours(1));
    site.store.add(
        (standing, now) ->
            new ReleaseStore.Step(
                "again", ReleaseAction.ACTIVATED, set, "ann", "again", FOR_AN_HOUR, later));

    site.store.add(Expiry.of(first, set));

    assertThat(site.store.read().entries().getLast().action()).isEqualTo(ReleaseAction.EXPIRED);
    assertThat(site.store.read().inForce(site.books.clock.instant()))
        .hasValueSatisfying(entry -> assertThat(entry.until()).isEqualTo(later));
  }

  @Test
  void aReleaseIsNamedByTheBeginningOfItsDigest() {
    String release = proposed(RuleSetSite.ANN, ReleaseTerms.PLAIN);

    assertThat(site.releases.meant(release.substring("sha256:".length(), 15 + 2)))
        .isEqualTo(release);
    for (String text : new String[] {"sha256:", "", "ffffffffff", release.substring(7, 14)}) {
      assertThatThrownBy(() -> site.releases.meant(text)).isInstanceOf(UsageError.class);
    }
  }

  /** Through the front door: with its proofs. */
  private void propose(ReleaseTerms terms) {
    site.releases.propose(site.files(), RuleSetSite.ANN, "fewer orders", terms);
  }

  /** The folder as it is, with the proofs taken for granted. */
  private String proposed(Person by, ReleaseTerms terms) {
    StoredRuleSet set = StoredRuleSet.of(site.files());
    return site.releases.record(set, by, "fewer orders", terms).release();
  }

  private void approve(String release, Person person) {
    site.releases.approve(release, person, "agreed");
  }

  private RuleReleaseStage look(String release) {
    return site.desk.look(release).stage();
  }

  private static void refused(String code, ThrowingCallable deed) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            RefusedError.class, refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }
}
