package dev.aurora.service.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.kill.KillReceipt;
import dev.aurora.service.journal.kill.KillReceipt.Line;
import dev.aurora.service.journal.kill.KillReceipt.Occasion;
import dev.aurora.service.journal.kill.KillReceipt.Person;
import dev.aurora.service.journal.kill.KillReceipts;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.process.Waiting;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a kill ends and nobody can say what it did, or what is said was changed. */
class KillReceiptTest {

  @TempDir Path directory;
  private KillWorld world;

  @BeforeEach
  void open() {
    world = new KillWorld(directory);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void saysWhatWasCancelledBlockedAndFlattenedAndByWhom() {
    world.hold("AAPL", "30");
    world.resting("rests", "AAPL");
    world.books.check(FakeEngine.approving(), Samples.limit("unsent", "AAPL", Side.BUY, "10", "1"));
    world.books.clock.advance(Duration.ofSeconds(1));
    Instant at = world.books.clock.instant();
    world.engage("firm", KillLevel.BLOCK_CANCEL_AND_FLATTEN);
    world.sweep.start();
    assertThat(
            Waiting.until(
                () ->
                    world.state("rests") == OrderState.CANCELLED
                        && world.state("unsent") == OrderState.BLOCKED,
                Duration.ofSeconds(20),
                Duration.ofMillis(20)))
        .isTrue();

    world.look(3);

    assertThat(world.receipts.receipts("k-1"))
        .containsExactly(
            new KillReceipt(
                "k-1",
                "firm",
                KillLevel.BLOCK_CANCEL_AND_FLATTEN,
                "operator",
                "olga",
                "odd fills",
                Occasion.CONFIRMED,
                new KillReceipt.Times(at, at, at, at, at, at, at, at, null, null),
                List.of(line("rests", Side.BUY, 0)),
                List.of(line("unsent", Side.BUY, 0)),
                List.of(),
                List.of(line(KillWorld.key("AAPL", 1), Side.SELL, 30)),
                List.of(),
                List.of(),
                List.of(new Person("olga", "engaged")),
                null));
    assertThat(world.receipts.verify()).isInstanceOf(ChainReport.Intact.class);
  }

  @Test
  void everyReleaseHasOneTooWithWhatIsStillOpenThen() {
    world.hold("AAPL", "30");
    world.paper.submit(Samples.buy("by-hand", "MSFT", "7"), world.now);
    world.engage("firm", KillLevel.BLOCK_CANCEL_AND_FLATTEN);
    world.look(2);
    world.books.clock.advance(Duration.ofSeconds(1));
    world.books.control.release("k-1", "olga, ben", "checked", world.books.clock.instant());
    world.look(1);
    world.books.clock.advance(Duration.ofSeconds(1));
    world.books.control.release("k-1", "ann, ben", "over", world.books.clock.instant());

    world.look(2);

    assertThat(world.receipts.receipts("k-1"))
        .extracting(KillReceipt::occasion)
        .containsExactly(Occasion.EASED, Occasion.RELEASED);
    KillReceipt released = world.receipts.receipts("k-1").getLast();
    assertThat(released.unconfirmed())
        .containsExactly(new KillReceipt.Unconfirmed(Samples.ACCOUNT, "AAPL", "30 units", "held"));
    assertThat(released.persons())
        .containsExactly(new Person("olga", "engaged"), new Person("ann, ben", "released"));
    assertThat(released.releaseCause()).isEqualTo("over");
  }

  @Test
  void whatARuleOnlyReducesHasNone() {
    world.books.control.engage(
        new dev.aurora.service.journal.control.Latch(
            "rule/1",
            dev.aurora.service.journal.control.ControlScope.FIRM,
            KillLevel.REDUCE_ONLY,
            dev.aurora.service.journal.control.Latch.Kind.LATCH,
            dev.aurora.service.journal.control.Latch.Source.RULE,
            "rule breach-burst",
            "20 denials",
            world.books.clock.instant()));
    world.books.control.release("rule/1", "ann", "over", world.books.clock.instant());

    world.look(2);

    assertThat(world.receipts.receipts(null)).isEmpty();
  }

  @Test
  void aChangedByteIsFound() {
    twoReceipts();
    assertThat(world.receipts.verify())
        .isInstanceOfSatisfying(
            ChainReport.Intact.class, whole -> assertThat(whole.records()).isEqualTo(2));

    change("update kill_receipts set receipt_json = replace(receipt_json, 'olga', 'olgb')");

    assertThat(world.receipts.verify()).isEqualTo(broken(1, ChainReport.Kind.CONTENT));
  }

  @Test
  void aReceiptThatIsGoneIsFound() {
    twoReceipts();
    change("delete from kill_receipts where chain_index = 2");

    assertThat(world.receipts.verify()).isEqualTo(broken(2, ChainReport.Kind.MISSING));
  }

  /** Compared by place and kind: what was expected there is a hash. */
  private ChainReport broken(long index, ChainReport.Kind kind) {
    ChainReport.Broken found = (ChainReport.Broken) world.receipts.verify();
    return new ChainReport.Broken(KillReceipts.CHAIN, index, kind, found.expected(), found.found());
  }

  private void twoReceipts() {
    world.engage("firm", KillLevel.BLOCK_AND_CANCEL);
    world.look(2);
    world.books.control.release("k-1", "olga, ben", "checked", world.books.clock.instant());
    world.look(1);
  }

  private void change(String sql) {
    world.books.database.run(handle -> handle.execute(sql));
  }

  private static Line line(String id, Side side, int filled) {
    return new Line(id, Samples.ACCOUNT, "AAPL", side, BigDecimal.valueOf(filled));
  }
}
