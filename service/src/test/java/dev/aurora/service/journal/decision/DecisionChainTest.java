package dev.aurora.service.journal.decision;

import static dev.aurora.service.journal.testing.Samples.buy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.decision.ChainReport.Broken;
import dev.aurora.service.journal.decision.ChainReport.Kind;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionChainTest {

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void openWithFiveDecisions() {
    books = new JournalFixture(directory);
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "1"));
    books.check(
        FakeEngine.approving(),
        Samples.marketAt(Samples.NOW),
        buy("o-2", "AAPL", "2"),
        buy("o-3", "AAPL", "3"));
    books.check(FakeEngine.denying("any"), buy("o-4", "AAPL", "4"));
    books.check(FakeEngine.approving(), buy("o-5", "AAPL", "5"));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void isIntactWhenNothingWasChanged() {
    assertThat(books.chain.verify())
        .containsExactly(
            new ChainReport.Intact(
                Samples.ACCOUNT, 5, books.chain.ofOrder("o-5").orElseThrow().recordHash()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "update decision_records set facts_json = '{}' where chain_index = 3 | 3 | CONTENT",
        "update decision_records set verdict_json = '{}' where chain_index = 1 | 1 | CONTENT",
        "update decision_records set rule_set_digest = 'x' where chain_index = 5 | 5 | CONTENT",
        "update decision_records set record_hash = 'x' where chain_index = 2 | 2 | CONTENT",
        "update decision_records set previous_hash = 'x' where chain_index = 4 | 4 | LINK",
        "update decision_records set client_order_id = 'x' where chain_index = 2 | 2 | CONTENT",
        "update decision_records set engine = 'x' where chain_index = 2 | 2 | CONTENT",
        "update decision_records set overrides_json = '{}' where chain_index = 2 | 2 | CONTENT",
        "update decision_records set shadow_verdict_json = '{}' where chain_index = 2 | 2 |"
            + " CONTENT",
        "update decision_records set record_form = 1 where chain_index = 2 | 2 | CONTENT",
        "delete from decision_records where chain_index = 2 | 2 | MISSING",
        "delete from decision_records where chain_index = 5 | 5 | MISSING",
        "update accounts set chain_head = 'x' | 5 | HEAD",
      })
  void locatesTheFirstChange(String change, long chainIndex, Kind kind) {
    books.database.run(
        handle -> {
          handle.execute("delete from decision_breaches");
          handle.execute("delete from decision_timings");
          handle.execute(change);
        });

    assertThat(books.chain.verify(Samples.ACCOUNT))
        .isInstanceOfSatisfying(
            Broken.class,
            broken -> {
              assertThat(broken.chainIndex()).isEqualTo(chainIndex);
              assertThat(broken.kind()).isEqualTo(kind);
            });
  }

  @Test
  void noticesARecordThatWasReplacedByOneWithAHashOfItsOwn() {
    DecisionRecord old = books.chain.ofOrder("o-3").orElseThrow();
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
        handle ->
            handle.execute(
                "update decision_records set facts_json = '{}', record_hash = ? "
                    + "where chain_index = 3",
                forged.recordHash()));

    assertThat(books.chain.verify(Samples.ACCOUNT))
        .isEqualTo(
            new Broken(Samples.ACCOUNT, 4, Kind.LINK, forged.recordHash(), old.recordHash()));
  }

  @Test
  void recordsOfTheFirstFormVerifyAsTheyWereWritten() {
    DecisionRecord old = books.chain.ofOrder("o-5").orElseThrow();
    DecisionRecord first =
        DecisionRecord.following(
            old.previousHash(),
            old.chainIndex(),
            old.account(),
            old.clientOrderId(),
            old.ruleSetDigest(),
            old.factsJson(),
            old.verdictJson(),
            old.checkedAt(),
            null);
    books.database.run(
        handle -> {
          handle.execute(
              """
              update decision_records set record_form = 1, checked_at = null, engine = null,
                  fact_schema = null, record_hash = ? where chain_index = 5\
              """,
              first.recordHash());
          handle.execute("update accounts set chain_head = ?", first.recordHash());
        });

    assertThat(books.chain.ofOrder("o-5")).contains(first);
    assertThat(first.recordHash())
        .isEqualTo(
            Digests.sha256(
                first.previousHash(),
                first.decisionId(),
                first.account(),
                "5",
                "o-5",
                first.ruleSetDigest(),
                first.factsJson(),
                first.verdictJson(),
                first.checkedAt().toString()));
    assertThat(books.chain.verify(Samples.ACCOUNT)).isInstanceOf(ChainReport.Intact.class);
  }

  @Test
  void readsDecisionsInTheirOrder() {
    assertThat(books.chain.after(Samples.ACCOUNT, 2, 2))
        .extracting(DecisionRecord::clientOrderId)
        .containsExactly("o-3", "o-4");
  }
}
