package dev.aurora.service.release;

import static dev.aurora.service.release.KillSite.ANN;
import static dev.aurora.service.release.KillSite.BOB;
import static dev.aurora.service.release.KillSite.CAT;
import static dev.aurora.service.release.KillSite.CAUSE;
import static dev.aurora.service.release.KillSite.RON;
import static dev.aurora.service.release.KillSite.TIM;
import static dev.aurora.service.release.KillSite.code;
import static dev.aurora.service.release.KillSite.detail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a kill is lifted by one person, too early, or further than was released. */
class KillReleaseTest {

  private static final Order ORDER = Samples.buy("o-1", "AAPL", "10");

  @TempDir Path directory;
  private KillSite site;

  @BeforeEach
  void open() {
    site = new KillSite(directory);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void twoPersonsLetReducersPassAndTwoAgainOpenFully() {
    site.engage("k-1", "firm", KillLevel.BLOCK);
    assertThat(site.passes(ORDER, true)).isFalse();

    site.releasedByTwo("k-1");
    assertThat(site.passes(ORDER, true)).isTrue();
    assertThat(site.passes(ORDER, false)).isFalse();

    site.releasedByTwo("k-1");
    assertThat(site.passes(ORDER, false)).isTrue();
  }

  @Test
  void whoReleasedAndWhyStandsInTheBooks() {
    site.engage("k-1", "firm", KillLevel.BLOCK);

    site.releasedByTwo("k-1");

    StoredLatch eased = site.books.control.read().inForce().getFirst();
    assertThat(eased.releasedBy()).isEqualTo("bob and ann");
    assertThat(eased.releaseCause()).isEqualTo("bob: " + CAUSE + "; ann: " + CAUSE);
  }

  @Test
  void theSamePersonCannotReleaseTwice() {
    site.engage("k-1", "firm", KillLevel.BLOCK);

    assertThat(site.release("k-1", ANN)).isInstanceOf(KillRelease.Waiting.class);
    assertThat(code(site.release("k-1", ANN))).isEqualTo("another-person");

    assertThat(site.passes(ORDER, true)).isFalse();
  }

  @Test
  void theApprovalOfTheFirstStepDoesNotCountForTheSecond() {
    site.engage("k-1", "firm", KillLevel.BLOCK);
    site.releasedByTwo("k-1");

    assertThat(site.release("k-1", ANN)).isInstanceOf(KillRelease.Waiting.class);
    assertThat(site.passes(ORDER, false)).isFalse();
  }

  @Test
  void twoOperatorsAreNotEnoughAndTwoOfRiskAre() {
    site.engage("k-1", "firm", KillLevel.BLOCK);

    assertThat(site.release("k-1", BOB)).isInstanceOf(KillRelease.Waiting.class);
    assertThat(code(site.release("k-1", CAT))).isEqualTo("role-lacking");
    assertThat(site.passes(ORDER, true)).isFalse();
    assertThat(site.release("k-1", RON)).isInstanceOf(KillRelease.Done.class);
  }

  @Test
  void aTraderReleasesNothing() {
    site.engage("k-1", "firm", KillLevel.REDUCE_ONLY);
    site.engage("k-2", "firm", KillLevel.BLOCK);

    assertThat(code(site.release("k-1", TIM))).isEqualTo("role-lacking");
    assertThat(code(site.release("k-2", TIM))).isEqualTo("role-lacking");
  }

  @Test
  void aNarrowReleaseDoesNotLiftAWiderKill() {
    site.engage("wide", "firm", KillLevel.BLOCK);
    site.engage("narrow", "symbol:AAPL", KillLevel.BLOCK);

    site.releasedByTwo("narrow");
    site.releasedByTwo("narrow");

    assertThat(site.passes(ORDER, true)).isFalse();
    assertThat(site.passes(ORDER, false)).isFalse();
  }

  @Test
  void nothingIsReleasedWhileABreakIsOpenInItsScope() {
    site.engage("k-1", "account:PAPER-1/symbol:AAPL", KillLevel.BLOCK);
    site.books.accounts.openBreak("b-1", Samples.ACCOUNT, "AAPL", "POSITION", "10 here, 12 there");

    assertThat(code(site.release("k-1", ANN))).isEqualTo("open-breaks");
    assertThat(detail(site.release("k-1", BOB))).contains("b-1", "10 here, 12 there");
    assertThat(site.approvals.waiting()).isEmpty();
  }

  @Test
  void aBreakThatOpensBetweenTheTwoKeepsTheKill() {
    site.engage("k-1", "firm", KillLevel.BLOCK);
    site.release("k-1", ANN);
    site.books.accounts.openBreak("b-1", Samples.ACCOUNT, null, "CASH", "5 less");

    assertThat(code(site.release("k-1", BOB))).isEqualTo("open-breaks");
    assertThat(site.passes(ORDER, true)).isFalse();
  }

  @Test
  void aBreakElsewhereKeepsNoKill() {
    site.engage("k-1", "symbol:AAPL", KillLevel.BLOCK);
    site.books.accounts.openBreak("b-1", Samples.ACCOUNT, "MSFT", "POSITION", "10 here, 12 there");

    site.releasedByTwo("k-1");
  }

  @Test
  void nothingIsReleasedWhileTheFlagFileIsThere() throws IOException {
    site.engage("k-1", "firm", KillLevel.BLOCK);
    Files.createFile(site.flag);

    assertThat(code(site.release("k-1", ANN))).isEqualTo("kill-at-hand");
    assertThat(detail(site.release("k-1", ANN))).contains("kill.flag");

    Files.delete(site.flag);
    site.releasedByTwo("k-1");
  }

  @Test
  void nothingIsReleasedWhileTheVariableIsSet(@TempDir Path other) {
    try (KillSite killed = new KillSite(other, Optional.of("AURORA_KILL is set"))) {
      killed.engage("k-1", "firm", KillLevel.BLOCK);

      assertThat(code(killed.release("k-1", ANN))).isEqualTo("kill-at-hand");
      assertThat(detail(killed.release("k-1", ANN))).contains("AURORA_KILL is set");
    }
  }

  @Test
  void anIncompleteKillIsReleasedOnlyWhenAPersonHasLookedUpWhatIsOpen() {
    site.working("o-9", "AAPL");
    site.engage("k-1", "firm", KillLevel.BLOCK_AND_CANCEL);

    assertThat(code(site.release("k-1", ANN))).isEqualTo("incomplete");
    assertThat(detail(site.release("k-1", ANN))).contains("o-9");

    site.confirmations.confirm("k-1", BOB, "dead, says the desk", Set.of("o-9"));
    site.releasedByTwo("k-1");
  }

  @Test
  void whatABreakerRestrictedToReducersEndsInTheNameOfOne() {
    site.books.check(
        FakeEngine.latching("drawdown", Consequence.REDUCE_ONLY), Samples.buy("o-2", "AAPL", "1"));
    String id = site.books.control.read().inForce().getFirst().latch().commandId();

    assertThat(site.release(id, BOB)).isInstanceOf(KillRelease.Done.class);
    assertThat(site.books.control.history().getFirst().releasedBy()).isEqualTo("bob");
  }

  @Test
  void whatIsNotInForceIsNotReleased() {
    site.engage("k-1", "firm", KillLevel.BLOCK);
    site.releasedByTwo("k-1");
    site.releasedByTwo("k-1");

    assertThat(code(site.release("k-1", ANN))).isEqualTo("no-such-latch");
    assertThat(code(site.release("k-2", ANN))).isEqualTo("no-such-latch");
    site.engage("k-3", "firm", KillLevel.BLOCK);
    assertThat(code(site.releases.release("k-3", ANN, " "))).isEqualTo("cause-needed");
  }

  @Test
  void threeAtOnceReleaseOneStepAndNoMore() throws Exception {
    site.engage("k-1", "firm", KillLevel.BLOCK);

    try (ExecutorService three = Executors.newFixedThreadPool(3)) {
      List<Future<KillRelease.Answer>> answers =
          Stream.of(ANN, RON, BOB)
              .map(person -> three.submit(() -> site.release("k-1", person)))
              .toList();
      for (Future<KillRelease.Answer> answer : answers) {
        answer.get();
      }
    }

    assertThat(site.passes(ORDER, true)).isTrue();
    assertThat(site.passes(ORDER, false)).isFalse();
  }
}
