package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.PolicyCopy;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: more passes under an override than two persons granted. */
class OverriddenChecksTest {

  private static PolicyEngine engine;

  @TempDir static Path policy;
  @TempDir Path directory;
  private JournalFixture books;
  private OverrideLedger ledger;

  @BeforeAll
  static void load() {
    PolicyCopy copy =
        PolicyCopy.in(policy.resolve("policy"))
            // What would end a round before the override does.
            .limit("submitRate(PerSymbol)?Max|breachBurstMax", "unlimited")
            .limit("symbolShareMaxBps|sectorShareMaxBps|workingOrdersMax", "unlimited")
            .limit("duplicateOrderMax", "unlimited");
    engine = new TreePolicyEngine(copy.load(), EngineSettings.untimed());
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    ledger = new OverrideLedger(books.database);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void anOrderIsDeniedWithoutOverrideAndApprovedWithOne() {
    assertThat(check("o-1").approved()).isFalse();
    grant("ov-1", "10000", 1);

    Verdict verdict = check("o-2");

    assertThat(verdict.approved()).isTrue();
    assertThat(verdict.breaches())
        .extracting(Breach::control, Breach::mode, Breach::override)
        .containsExactly(tuple("price-collar", Mode.OVERRIDDEN, "ov-1"));
    DecisionRecord record = books.chain.ofOrder("o-2").orElseThrow();
    assertThat(record.evidence().overrides().standing()).hasSize(1);
    assertThat(record.evidence().overrideDigest()).startsWith("sha256:");
    assertThat(books.chain.verify(Samples.ACCOUNT)).isInstanceOf(ChainReport.Intact.class);
  }

  @Test
  void whatIsUsedUpDeniesAgainAndSaysSo() {
    grant("ov-1", "2500", 10);

    assertThat(check("o-1").approved()).isTrue();
    assertThat(check("o-2").approved()).isTrue();
    Verdict third = check("o-3");

    assertThat(third.approved()).isFalse();
    assertThat(third.breaches().getFirst().message()).contains("is used up: 300 of its 2500");
  }

  @Test
  void eachOrderOfABasketSeesWhatTheOnesBeforeItTook() {
    grant("ov-1", "100000", 2);

    List<CheckResult> results =
        books.journal.checkAndReserve(request(order("o-1"), order("o-2"), order("o-3")), engine);

    assertThat(results)
        .extracting(result -> ((Checked) result).verdict().approved())
        .containsExactly(true, true, false);
    assertThat(ledger.all().getFirst().ordersLeft()).isZero();
  }

  @Test
  void aDeniedOrderSpendsNothing() {
    grant("ov-1", "100000", 1);
    engageKill();

    assertThat(check("o-1").approved()).isFalse();

    assertThat(ledger.all().getFirst().ordersLeft()).isEqualTo(1);
  }

  @Test
  void aPreviewSpendsNothing() {
    grant("ov-1", "100000", 1);

    CheckResult preview = books.journal.preview(request(order("o-1")), engine).getFirst();

    assertThat(((Checked) preview).verdict().approved()).isTrue();
    assertThat(check("o-1").approved()).isTrue();
    assertThat(check("o-2").approved()).isFalse();
  }

  @Test
  void aKillBlocksWhateverIsOverridden() {
    grant("ov-1", "100000", 100);
    engageKill();

    Verdict verdict = check("o-1");

    assertThat(verdict.approved()).isFalse();
    assertThat(verdict.breaches())
        .extracting(Breach::control, Breach::mode)
        .contains(tuple("trading-state", Mode.ENFORCE));
  }

  @Test
  void expiresAtItsVeryMoment() {
    grant("ov-1", "100000", 100);
    books.clock.advance(Duration.ofHours(1).minusNanos(1_000));
    assertThat(check("o-1").approved()).isTrue();

    books.clock.advance(Duration.ofNanos(1_000));
    Verdict after = check("o-2");

    assertThat(after.approved()).isFalse();
    assertThat(after.breaches().getFirst().message()).contains("Override ov-1 expired at");
  }

  @Test
  void aCheckThatWaitedForItsAccountGoesByTheTimeAfterThat() throws Exception {
    grant("ov-1", "100000", 100);
    CountDownLatch asks = new CountDownLatch(1);
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      Future<Verdict> waiting =
          books.database.transaction(
              handle -> {
                AccountRows.lock(handle, Samples.ACCOUNT);
                Future<Verdict> asked =
                    worker.submit(
                        () -> {
                          asks.countDown();
                          return check("o-1");
                        });
                awaitAsked(asks);
                books.clock.advance(Duration.ofHours(1));
                return asked;
              });

      assertThat(waiting.get().approved()).isFalse();
    }
  }

  /** Long enough for it to reach the lock; sooner or later, it must be denied all the same. */
  private static void awaitAsked(CountDownLatch asks) {
    try {
      asks.await();
      Thread.sleep(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRevokedOneCountsNoMore() {
    RuleOverride granted = grant("ov-1", "100000", 100);
    assertThat(check("o-1").approved()).isTrue();

    assertThat(ledger.revoke(granted, "bob", "order withdrawn", books.clock.instant())).isTrue();
    assertThat(ledger.revoke(granted, "bob", "again", books.clock.instant())).isFalse();

    Verdict after = check("o-2");
    assertThat(after.approved()).isFalse();
    assertThat(after.breaches().getFirst().message()).contains("was revoked at", "by bob");
    assertThat(ledger.verify()).isInstanceOf(ChainReport.Intact.class);
  }

  @Test
  void aRowThatSomebodyChangedCountsForNothing() {
    grant("ov-1", "1", 1);
    books.database.run(
        handle ->
            handle.execute(
                "update rule_overrides set content_json = replace(content_json,"
                    + " '\"valueMax\":\"1\"', '\"valueMax\":\"100000\"')"));

    assertThat(check("o-1").approved()).isFalse();

    assertThat(ledger.verify())
        .isInstanceOfSatisfying(
            ChainReport.Broken.class,
            broken -> assertThat(broken.kind()).isEqualTo(ChainReport.Kind.CONTENT));
  }

  @Test
  void twoWorkersCantBothSpendWhatIsLeftForOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      String name = "r" + round;
      grant("ov-" + name, "100000", 1);
      CyclicBarrier together = new CyclicBarrier(2);
      try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
        List<Future<Boolean>> approved = new ArrayList<>();
        for (int worker = 0; worker < 2; worker++) {
          String id = name + "-" + worker;
          approved.add(
              workers.submit(
                  () -> {
                    together.await();
                    return check(id).approved();
                  }));
        }
        assertThat(List.of(approved.get(0).get(), approved.get(1).get()))
            .containsExactlyInAnyOrder(true, false);
      }
    }
  }

  /** Ten units far above the collar: value 1 100. */
  private static Order order(String id) {
    return Samples.limit(id, "AAPL", Side.BUY, "10", "110");
  }

  private Verdict check(String id) {
    return ((Checked) books.journal.checkAndReserve(request(order(id)), engine).getFirst())
        .verdict();
  }

  private static CheckRequest request(Order... orders) {
    return new CheckRequest(
        Samples.ACCOUNT,
        null,
        List.of(orders),
        Samples.marketAt(Samples.NOW),
        Samples.runFacts(),
        CheckTerms.of(engine.limits(), List.of(orders)));
  }

  private RuleOverride grant(String id, String value, int orders) {
    RuleOverride granted =
        new RuleOverride(
            id,
            "price-collar",
            engine.ruleSetDigest(),
            Samples.ACCOUNT,
            null,
            null,
            null,
            new BigDecimal(value),
            orders,
            "news",
            "bob",
            "ann",
            books.clock.instant(),
            books.clock.instant().plus(Duration.ofHours(1)));
    books.database.run(handle -> OverrideLedger.grant(handle, granted));
    return granted;
  }

  private void engageKill() {
    books.control.engage(
        new Latch(
            "kill-1",
            ControlScope.FIRM,
            KillLevel.BLOCK,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "ann",
            "test",
            books.clock.instant(),
            null));
  }
}
