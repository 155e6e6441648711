package dev.aurora.service.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a set that is only tried has a say, or costs more than it may. */
class ShadowBoardTest {

  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  @TempDir Path directory;
  private RuleSetSite site;
  private RuleSetServices process;
  private int orders;

  @BeforeEach
  void open() {
    site = new RuleSetSite(directory);
    process = site.process("one");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aTriedSetJudgesBesideTheLiveOneAndItsDifferencesAreCounted() {
    String release = tried(Duration.ofSeconds(10));

    assertThat(check("10").approved()).isTrue();
    assertThat(check("3").approved()).isTrue();

    await(() -> result(release).evaluated() == 2);
    ShadowRows.Result result = result(release);
    assertThat(result.newlyDenied()).isEqualTo(1);
    assertThat(result.newlyApproved()).isZero();
    assertThat(result.differences())
        .containsExactly(
            new ShadowRows.Difference("o-1", "APPROVED", "DENIED", "order-quantity-max"));
  }

  @Test
  void aPreviewIsNoOrderThatWasDecided() {
    String release = tried(Duration.ofSeconds(10));

    site.books.preview(process.active(), Samples.buy("looked-at", "AAPL", "10"));
    check("3");

    await(() -> result(release).evaluated() > 0);
    assertThat(result(release).evaluated()).isEqualTo(1);
  }

  @Test
  void aTriedSetThatTakesTooLongStopsByItself() {
    String release = tried(Duration.ofNanos(1_000));

    await(
        () -> {
          check("3");
          return site.store.read().step(release, ReleaseAction.SHADOW_ENDED).isPresent();
        });

    ReleaseEntry ended = site.store.read().step(release, ReleaseAction.SHADOW_ENDED).orElseThrow();
    assertThat(ended.reason()).startsWith("stopped by its latency budget: 6 of its last");
    long then = result(release).evaluated();
    check("3");
    process.patrol().look();
    assertThat(result(release).evaluated()).isEqualTo(then);
  }

  private String tried(Duration budget) {
    site.folder.limit("orderQuantityMax", "5");
    StoredRuleSet set = StoredRuleSet.of(site.files());
    ReleaseTerms terms = new ReleaseTerms(null, Duration.ofMinutes(15), budget);
    String release = site.releases.record(set, RuleSetSite.ANN, "a test", terms).release();
    site.desk.beginShadow(release);
    process.patrol().look();
    return release;
  }

  private ShadowRows.Result result(String release) {
    return new ShadowRows(site.books.database, site.books.clock).of(release);
  }

  private Verdict check(String quantity) {
    site.books.clock.advance(Duration.ofSeconds(2));
    CheckResult result =
        site.books.check(process.active(), Samples.buy("o-" + ++orders, "AAPL", quantity));
    return ((CheckResult.Checked) result).verdict();
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience is over").isLessThan(end);
      site.books.clock.advance(Duration.ofSeconds(2));
      process.patrol().look();
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
