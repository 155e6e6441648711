package dev.aurora.service.journal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.decision.ChainReport.Broken;
import dev.aurora.service.journal.decision.ChainReport.Kind;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** An anchor names accounts and chains in one list. */
  @Test
  void noAccountIsNamedAsAChainIs() {
    assertThatThrownBy(() -> books.accounts.open("chain:rule_releases", "USD", BigDecimal.ONE))
        .hasMessageContaining("chain of the books");
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

  @ParameterizedTest
  @EnumSource(BooksChain.class)
  void noticesThatRowsAtTheEndOfAnotherChainWereCutOff(BooksChain chain) {
    add(chain, 1);
    add(chain, 2);
    List<ChainAnchors.Anchor> kept = List.of(anchors.anchor().orElseThrow());
    assertThat(anchors.verify()).isInstanceOf(ChainReport.Intact.class);

    books.database.run(handle -> handle.execute(cutOff(chain)));

    assertThat(anchors.verify())
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.kind()).isEqualTo(Kind.ANCHOR);
              assertThat(broken.account()).isEqualTo(chain.key());
              assertThat(broken.chainIndex()).isEqualTo(2);
              assertThat(broken.found()).isEqualTo("no record");
            });
    assertThat(anchors.unheld(kept)).isPresent();
  }

  @Test
  void anAnchorFromBeforeTheOtherChainsWereAnchoredIsStillReadAndHeld() {
    ChainAnchors.Anchor old = anchors.anchor().orElseThrow();
    assertThat(old.heads()).containsOnlyKeys(Samples.ACCOUNT);
    add(BooksChain.BUILDS, 1);

    assertThat(anchors.unheld(List.of(old))).isEmpty();
    assertThat(anchors.anchor().orElseThrow().heads())
        .containsOnlyKeys(Samples.ACCOUNT, "chain:build_changes");
    assertThat(anchors.verify()).isInstanceOf(ChainReport.Intact.class);
  }

  private static String cutOff(BooksChain chain) {
    return switch (chain) {
      case BUILDS -> "delete from build_changes where revision = 2";
      case KILL_RECEIPTS -> "delete from kill_receipts where chain_index = 2";
      case OVERRIDES -> "delete from rule_overrides where chain_index = 2";
      case PROMOTIONS -> "delete from promotion_events where event_no = 2";
      case RULE_RELEASES -> "delete from rule_releases where revision = 2";
      case STAGE_POLICY -> "delete from stage_policy where revision = 2";
    };
  }

  private void add(BooksChain chain, int row) {
    if (chain == BooksChain.RULE_RELEASES && row == 1) {
      run("insert into rule_sets values ('set', 'set', current_timestamp)", row);
    }
    run(
        switch (chain) {
          case BUILDS ->
              "insert into build_changes values (%1$d, 'c%1$d', 'DONE', 'ADVANCE', 'b', 0, 'b',"
                  + " null, '', 'olga', 'why', 'api', current_timestamp, 'p%1$d', 'h%1$d')";
          case KILL_RECEIPTS ->
              "insert into kill_receipts values (%1$d, 'c%1$d', 'LATCHED', current_timestamp, '{}',"
                  + " 'p%1$d', 'h%1$d')";
          case OVERRIDES ->
              "insert into rule_overrides values (%1$d, 'o%1$d', 'GRANTED', '"
                  + Samples.ACCOUNT
                  + "', '{}', 'olga', current_timestamp, current_timestamp, 'p%1$d', 'h%1$d')";
          case PROMOTIONS ->
              "insert into promotion_events values (%1$d, 'm', 'k%1$d', 'ASKED', 0, '{}', 'olga',"
                  + " 'why', current_timestamp, 'p%1$d', 'h%1$d')";
          case RULE_RELEASES ->
              "insert into rule_releases values (%1$d, 'c%1$d', 'PROPOSE', 'set', 'set', 'olga',"
                  + " 'why', null, 0, 0, null, current_timestamp, 'p%1$d', 'h%1$d')";
          case STAGE_POLICY ->
              "insert into stage_policy values (%1$d, 'c%1$d', 'ADVANCE', null, null, 'FULL', 0,"
                  + " false, 'olga', 'why', 'api', current_timestamp, 'p%1$d', 'h%1$d')";
        },
        row);
  }

  private void run(String statement, int row) {
    books.database.run(handle -> handle.execute(statement.formatted(row)));
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
