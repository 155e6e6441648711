package dev.aurora.service.release;

import static dev.aurora.service.release.KillSite.ANN;
import static dev.aurora.service.release.KillSite.BOB;
import static dev.aurora.service.release.KillSite.TIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Person;
import dev.aurora.service.sweep.KillProgress.Open;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillStand.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a kill counts as confirmed for an order that nobody has looked up. */
class KillConfirmationsTest {

  @TempDir Path directory;
  private KillSite site;
  private StoredLatch kill;

  @BeforeEach
  void open() {
    site = new KillSite(directory);
    site.working("o-1", "AAPL");
    site.working("o-2", "AAPL");
    kill = site.engage("k-1", "symbol:AAPL", KillLevel.BLOCK_AND_CANCEL);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aPersonsWordCountsForExactlyTheOrdersThatWereOpen() {
    KillConfirmations.Recorded recorded = (KillConfirmations.Recorded) confirm(BOB, "o-1", "o-2");

    assertThat(recorded.orders()).extracting(Open::clientOrderId).containsExactly("o-1", "o-2");
    assertThat(recorded.approval().person()).isEqualTo("bob");
    assertThat(stage()).isEqualTo(Stage.CONFIRMED);
    assertThat(site.confirmations.covering(kill, site.sweep.progress(kill)))
        .contains(recorded.approval());
    assertThat(storedOrders()).containsExactly("o-1 WORKING", "o-2 WORKING");
  }

  @Test
  void oneMoreOpenOrderMakesTheKillIncompleteAgain() {
    confirm(BOB, "o-1", "o-2");
    site.working("o-3", "AAPL");

    assertThat(stage()).isEqualTo(Stage.INCOMPLETE);
    confirm(ANN, "o-1", "o-2", "o-3");
    assertThat(stage()).isEqualTo(Stage.CONFIRMED);
  }

  @Test
  void anOrderThatMovesMakesTheKillIncompleteAgain() {
    confirm(BOB, "o-1", "o-2");

    site.books.journal.bookFill(
        JournalFixture.fill(
            "x-1",
            Samples.limit("o-1", "AAPL", Side.BUY, "10", "1"),
            Samples.of("4"),
            "1",
            "0",
            Samples.NOW));

    assertThat(stage()).isEqualTo(Stage.INCOMPLETE);
  }

  @Test
  void aListThatHasGrownSinceItWasReadIsRefused() {
    KillConfirmations.Answer answer = confirm(BOB, "o-1");

    assertThat(refusal(answer).code()).isEqualTo("more-is-open");
    assertThat(refusal(answer).detail()).contains("o-2").doesNotContain("o-1");
    assertThat(stage()).isEqualTo(Stage.INCOMPLETE);
  }

  @Test
  void aPositionThatAKillHadToCloseIsLookedUpTooAndCountsAsItStands() {
    site.books.trade(Samples.buy("held", "AAPL", "30"), "90");
    site.books.control.release("k-1", "test", "another level", Samples.NOW);
    site.books.control.release("k-1", "test", "another level", Samples.NOW);
    kill = site.engage("k-2", "symbol:AAPL", KillLevel.BLOCK_CANCEL_AND_FLATTEN);
    assertThat(
            refusal(site.confirmations.confirm("k-2", BOB, "seen", Set.of("o-1", "o-2"))).detail())
        .contains("PAPER-1/AAPL 30");

    site.confirmations.confirm("k-2", BOB, "seen", Set.of("o-1", "o-2", "PAPER-1/AAPL 30"));

    assertThat(stage()).isEqualTo(Stage.CONFIRMED);
    site.books.trade(Samples.sell("some", "AAPL", "10"), "90");
    assertThat(stage()).isEqualTo(Stage.INCOMPLETE);
  }

  @Test
  void whoIsNeitherOperatorNorRiskConfirmsNothing() {
    assertThat(refusal(confirm(TIM, "o-1", "o-2")).roleLacking()).isTrue();
    assertThat(stage()).isEqualTo(Stage.INCOMPLETE);
  }

  @Test
  void whatIsNotIncompleteNeedsNoWord() {
    site.engage("k-2", "symbol:MSFT", KillLevel.BLOCK_AND_CANCEL);
    site.engage("k-3", "symbol:AAPL", KillLevel.BLOCK);

    for (String id : List.of("k-2", "k-3")) {
      assertThat(refusal(site.confirmations.confirm(id, ANN, "seen", Set.of("o-1", "o-2"))).code())
          .isEqualTo("nothing-to-confirm");
    }
    assertThat(refusal(site.confirmations.confirm("k-4", ANN, "seen", Set.of())).code())
        .isEqualTo("no-such-latch");
    assertThat(refusal(site.confirmations.confirm("k-1", ANN, " ", Set.of("o-1", "o-2"))).code())
        .isEqualTo("cause-needed");
  }

  @Test
  void thePageNamesWhatIsOpenAndWhoSaidWhat() {
    confirm(BOB, "o-1", "o-2");
    site.release("k-1", ANN);

    assertThat(site.standings.now().kills())
        .singleElement()
        .satisfies(
            stand -> {
              assertThat(stand.openOrders()).isEqualTo(2);
              assertThat(stand.open()).first().asString().contains("o-1 WORKING", "10", "AAPL");
              assertThat(stand.steps().get(0)).contains("confirmed by bob: dead, says the desk");
              assertThat(stand.steps().get(1)).contains("1 of 2", "eased to reducers by ann");
            });
  }

  private KillConfirmations.Answer confirm(Person person, String... seen) {
    return site.confirmations.confirm("k-1", person, "dead, says the desk", Set.of(seen));
  }

  private Stage stage() {
    return site.standings.now().kills().getFirst().stage();
  }

  private List<String> storedOrders() {
    Approval word = site.approvals.usedFor("k-1").getFirst();
    return site.books.database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select client_order_id, order_state from kill_confirmed_orders
                    where approval_id = :id order by client_order_id\
                    """)
                .bind("id", word.id())
                .map((row, context) -> row.getString(1) + " " + row.getString(2))
                .list());
  }

  private static Refusal refusal(KillConfirmations.Answer answer) {
    assertThat(answer).isInstanceOf(KillConfirmations.Refused.class);
    return ((KillConfirmations.Refused) answer).why();
  }
}
