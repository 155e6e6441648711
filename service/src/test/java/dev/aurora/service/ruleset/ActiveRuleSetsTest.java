package dev.aurora.service.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.RulesInForce;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.problem.UsageError;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: an order is approved by a rule set that is not the approved one. */
class ActiveRuleSetsTest {

  private static final String QUANTITY_MAX = "orderQuantityMax";

  @TempDir Path directory;
  private RuleSetSite site;
  private int orders;

  @BeforeEach
  void open() {
    site = new RuleSetSite(directory);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theFirstStartAdoptsTheFolderAndSaysSo() {
    RuleSetServices process = site.process("one");

    assertThat(check(process).approved()).isTrue();
    assertThat(site.store.read().entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo(ReleaseAction.ADOPTED);
              assertThat(entry.ruleSet()).isEqualTo(site.folder.load().digest());
              assertThat(entry.by()).isEqualTo("the first start");
            });
  }

  @Test
  void aLaterStartGoesByTheBooksWhateverTheFolderHolds() {
    String adopted = site.folder.load().digest();
    site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");

    RuleSetServices later = site.process("two");

    assertThat(later.active().ruleSetDigest()).isEqualTo(adopted);
    assertThat(check(later).approved()).isTrue();
  }

  @Test
  void aHalfWrittenFileInTheFolderChangesNothing() {
    RuleSetServices process = site.process("one");
    site.folder.append("pretrade/lot-size/lot-size.drl", "\nrule \"Half");

    process.patrol().look();
    RuleSetServices later = site.process("two");

    assertThat(check(process).approved()).isTrue();
    assertThat(checkAt(later, 2).approved()).isTrue();
  }

  @Test
  void booksWithoutARuleSetAdoptNoHalfWrittenFile() {
    site.folder.append("pretrade/lot-size/lot-size.drl", "\nrule \"Half");

    assertThatThrownBy(() -> site.process("one")).isInstanceOf(UsageError.class);
    assertThat(site.store.read().entries()).isEmpty();
  }

  @Test
  void anActivationIsInForceOnEveryProcessFromItsCommitOn() {
    RuleSetServices one = site.process("one");
    RuleSetServices two = site.process("two");
    site.folder.limit(QUANTITY_MAX, "5");

    site.activated(ReleaseTerms.PLAIN);

    // Neither has looked since: the check itself reads what is in force.
    for (RuleSetServices process : List.of(one, two)) {
      Verdict verdict = check(process);
      assertThat(verdict.ruleSet()).isEqualTo(site.folder.load().digest());
      assertThat(controls(verdict)).containsExactly("order-quantity-max");
    }
  }

  @Test
  void aProcessThatDoesNotHaveTheApprovedSetReadyDeniesEveryOrder() {
    RuleSetServices ready = site.process("one");
    site.folder.limit(QUANTITY_MAX, "50");
    String release = site.approved(ReleaseTerms.PLAIN);
    ready.patrol().look();
    RuleSetServices late = site.process("late", ActiveRuleSetsTest::unusable);
    site.activate(release);

    assertThat(check(ready).approved()).isTrue();
    assertThat(check(late).approved()).isFalse();
  }

  @Test
  void aProcessOnAnOlderSetDeniesByTheControlForIt() {
    RuleSetServices old = site.process("one");
    site.folder.limit(QUANTITY_MAX, "50");
    String release = site.approved(ReleaseTerms.PLAIN);
    // Silent for so long that nobody waits for it any more.
    site.books.clock.advance(RuleSetWorkers.LIVE.plusSeconds(1));
    assertThat(site.activate(release).outcome()).isEqualTo(RuleReleaseAnswer.Outcome.DONE);

    Verdict verdict = check(old);

    assertThat(verdict.approved()).isFalse();
    assertThat(controls(verdict)).contains("rule-set-integrity");
  }

  @Test
  void nothingIsActivatedWhileALiveProcessIsNotReady() {
    RuleSetServices process = site.process("one");
    process.patrol().start();
    site.folder.limit(QUANTITY_MAX, "50");
    // Not the engine of this process: its patrol is stopped before it can learn of the set.
    process.patrol().close();
    new RuleSetWorkers(site.books.database, site.books.clock).beat("one", "old", List.of("old"));
    String release = site.approved(ReleaseTerms.PLAIN);

    RuleReleaseAnswer answer = site.activate(release);

    assertThat(answer.outcome()).isEqualTo(RuleReleaseAnswer.Outcome.NOT_YET);
    assertThat(answer.detail()).contains("not ready on one");
    assertThat(check(process).approved()).isTrue();
  }

  @Test
  void oneCommandGoesBackAtOnce() {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    String tight = site.activated(ReleaseTerms.PLAIN);
    assertThat(check(process).approved()).isFalse();

    RuleReleases.Reverted reverted = site.releases.revert(null, RuleSetSite.BOB, "denies too much");

    assertThat(reverted.takenOut()).isEqualTo(tight);
    assertThat(check(process).approved()).isTrue();
  }

  @Test
  void aCheckGoesByWhatItReadItselfWhateverAnotherSeesMeanwhile() throws Exception {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    site.activated(ReleaseTerms.PLAIN);
    String inForce = site.folder.load().digest();
    AtomicBoolean over = new AtomicBoolean();
    // Sees what stood before the activation, again and again, as a slow thread does once.
    ReleaseStanding older = new ReleaseStanding(site.store.read().entries().subList(0, 1));
    Thread slow = new Thread(() -> seeUntil(over, process.active(), older));
    slow.start();
    try {
      for (int look = 0; look < 2_000; look++) {
        String answers =
            site.books.database.transaction(
                handle -> {
                  try (RulesInForce rules =
                      process.active().inForce(handle, site.books.clock.instant())) {
                    return rules.engine().ruleSetDigest();
                  }
                });
        assertThat(answers).isEqualTo(inForce);
      }
    } finally {
      over.set(true);
      slow.join();
    }
  }

  private static void seeUntil(AtomicBoolean over, ActiveRuleSets active, ReleaseStanding older) {
    while (!over.get()) {
      active.seen(older);
    }
  }

  @Test
  void stepsThatWereTakenAwayAreNoticedByWhoeverSawThem() {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    site.activated(ReleaseTerms.PLAIN);
    assertThat(check(process).approved()).isFalse();

    site.books.database.run(
        handle -> handle.execute("delete from rule_releases where action = 'ACTIVATED'"));

    assertThatThrownBy(() -> check(process)).isInstanceOf(ReleasesUnreadable.class);
  }

  @Test
  void aLimitThatEndsByItselfEndsWithNobodyAliveToSayIt() {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    site.activated(new ReleaseTerms(Duration.ofHours(1), Duration.ZERO, ReleaseTerms.BUDGET));
    site.books.clock.advance(Duration.ofMinutes(59));
    assertThat(check(process).approved()).isFalse();

    // No patrol, no workflow: the check reads that its time is over.
    site.books.clock.advance(Duration.ofMinutes(1));

    assertThat(check(process).approved()).isTrue();
  }

  @Test
  void whatHasExpiredStaysExpiredWhenAClockGoesBack() {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    site.activated(new ReleaseTerms(Duration.ofHours(1), Duration.ZERO, ReleaseTerms.BUDGET));
    site.books.clock.advance(Duration.ofHours(1));
    process.patrol().look();

    site.books.clock.advance(Duration.ofHours(-1));

    assertThat(check(process).approved()).isTrue();
    assertThat(site.store.read().entries().getLast().action()).isEqualTo(ReleaseAction.EXPIRED);
  }

  @Test
  void theWindowsOfACheckAreThoseOfItsRuleSet() {
    RuleSetServices process = site.process("one");
    site.folder.limit("duplicateOrderWindow", "600");
    check(process);
    assertThat(checkAt(process, 2).approved()).isTrue();

    site.activated(ReleaseTerms.PLAIN);

    // The request still brings the shipped window of one second: the set's own counts.
    assertThat(controls(checkAt(process, 4))).contains("duplicate-order");
  }

  @Test
  void aStepThatWasChangedInTheBooksIsNoticedBeforeAnythingIsApproved() {
    RuleSetServices process = site.process("one");
    site.folder.limit(QUANTITY_MAX, "5");
    site.activated(ReleaseTerms.PLAIN);
    site.books.database.run(
        handle -> handle.execute("update rule_releases set reason = 'other' where revision = 2"));

    assertThatThrownBy(() -> new ReleaseStore(site.books.database, site.books.clock).read())
        .isInstanceOf(ReleasesUnreadable.class);
    assertThat(process.active().ruleSetDigest()).isNotEmpty();
  }

  @Test
  void noStepIsWrittenTwice() {
    site.process("one");
    site.books.database.run(
        handle ->
            assertThatThrownBy(
                    () ->
                        handle.execute(
                            "insert into rule_releases select 2, command_id, action,"
                                + " release_digest, rule_set_digest, done_by, reason,"
                                + " lasts_seconds, shadow_seconds, shadow_budget_us,"
                                + " effective_until, happened_at, 'x', 'y' from rule_releases"))
                .isInstanceOf(UnableToExecuteStatementException.class));
  }

  private static PolicyEngine unusable(RuleSet rules) {
    throw new IllegalStateException("can't be compiled here: " + rules.digest());
  }

  private Verdict check(RuleSetServices process) {
    return checkAt(process, 0);
  }

  private Verdict checkAt(RuleSetServices process, int secondsLater) {
    CheckResult result =
        site.books
            .check(
                process.active(),
                Samples.marketAt(Samples.NOW.plusSeconds(secondsLater)),
                Samples.buy("o-" + ++orders, "AAPL", "10"))
            .getFirst();
    return ((CheckResult.Checked) result).verdict();
  }

  private static List<String> controls(Verdict verdict) {
    return verdict.breaches().stream().map(Breach::control).distinct().toList();
  }
}
