package dev.aurora.service.journal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.decision.ChainReport.Broken;
import dev.aurora.service.journal.decision.ChainReport.Kind;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a chain is written anew from its first record on, and nobody can tell. */
class ChainAnchorsTest {

  @TempDir Path directory;
  private JournalFixture books;
  private ChainAnchors anchors;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    anchors = new ChainAnchors(books.database, books.clock);
    books.check(FakeEngine.approving(), Samples.buy("o-1", "AAPL", "1"));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void anchorsOnlyWhenAChainHasMoved() {
    assertThat(anchors.anchor()).isPresent();
    assertThat(anchors.anchor()).isEmpty();
    books.check(FakeEngine.approving(), Samples.buy("o-2", "AAPL", "1"));
    assertThat(anchors.anchor()).isPresent();

    assertThat(anchors.after(0, 10))
        .extracting(ChainAnchors.Anchor::chainIndex)
        .containsExactly(1L, 2L);
    assertThat(anchors.verify()).isInstanceOf(ChainReport.Intact.class);
  }

  @Test
  void noticesAChainThatWasWrittenAnewAsAWhole() {
    anchors.anchor();
    writeAnew();

    assertThat(books.chain.verify(Samples.ACCOUNT)).isInstanceOf(ChainReport.Intact.class);
    assertThat(anchors.verify())
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.kind()).isEqualTo(Kind.ANCHOR);
              assertThat(broken.account()).isEqualTo(Samples.ACCOUNT);
              assertThat(broken.chainIndex()).isEqualTo(1);
            });
  }

  @Test
  void anAnchorThatWasKeptElsewhereNoticesItAlsoWhenTheBooksForgotTheirs() {
    List<ChainAnchors.Anchor> kept = List.of(anchors.anchor().orElseThrow());
    writeAnew();
    books.database.run(handle -> handle.execute("delete from chain_anchors"));

    assertThat(anchors.verify()).isInstanceOf(ChainReport.Intact.class);
    assertThat(anchors.unheld(kept)).isPresent();
  }

  @Test
  void noticesAnAnchorThatWasChanged() {
    anchors.anchor();
    books.database.run(handle -> handle.execute("update chain_anchors set heads_json = '{}'"));

    assertThat(anchors.verify())
        .isInstanceOfSatisfying(
            Broken.class, broken -> assertThat(broken.kind()).isEqualTo(Kind.CONTENT));
  }

  /** As whoever may write to the books could: the record, its hash and the head all fit. */
  private void writeAnew() {
    DecisionRecord old = books.chain.ofOrder("o-1").orElseThrow();
    DecisionRecord forged =
        DecisionRecord.following(
            old.previousHash(),
            old.chainIndex(),
            old.account(),
            old.clientOrderId(),
            old.ruleSetDigest(),
            "{}",
            old.verdictJson(),
            old.checkedAt(),
            old.evidence());
    books.database.run(
        handle -> {
          handle.execute(
              "update decision_records set facts_json = '{}', record_hash = ?",
              forged.recordHash());
          handle.execute("update accounts set chain_head = ?", forged.recordHash());
        });
  }
}
