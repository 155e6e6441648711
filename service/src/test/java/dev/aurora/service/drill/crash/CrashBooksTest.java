package dev.aurora.service.drill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill can fail: what it looks for is found when it is there. */
class CrashBooksTest {

  private static final Order ORDER = Samples.buy("o-1", "AAPL", "10");

  @TempDir Path home;

  @BeforeEach
  void openAnAccountOnBothSides() {
    change(
        journal -> {
          new Accounts(journal, new TestClock(Samples.NOW))
              .open(Samples.ACCOUNT, "USD", PaperTerms.shipped().openingCash());
        },
        broker -> {});
  }

  @Test
  void booksAndLedgerThatNothingHappenedToAreInOrder() {
    assertThat(atRest()).isEmpty();
  }

  @Test
  void anOrderThatTheBooksDoNotKnowIsFoundWithEverythingThatFollowsFromIt() {
    change(journal -> {}, broker -> broker.submit(ORDER, Samples.NOW));

    assertThat(String.join("\n", atRest()))
        .contains(
            "o-1 reached the broker without an outbox row",
            "a fill was lost",
            "positions differ",
            "cash differs");
  }

  @Test
  void anOrderThatWasSentTwiceIsFoundAtAnyTime() {
    change(
        journal -> {},
        broker -> {
          broker.submit(ORDER, Samples.NOW);
          broker.submit(ORDER, Samples.NOW);
        });

    try (CrashBooks books = new CrashBooks(home)) {
      assertThat(books.violationsAtAnyTime()).contains("1 orders were sent twice");
      assertThat(books.inFlight()).containsEntry("execution not booked", 1L);
    }
  }

  @Test
  void aFlippedByteInTheDecisionsIsFound() {
    change(CrashBooksTest::checkOne, broker -> {});
    change(
        journal ->
            journal.run(
                handle ->
                    handle.execute(
                        "update decision_records set facts_json ="
                            + " replace(facts_json, 'AAPL', 'AAPM')")),
        broker -> {});

    assertThat(String.join("\n", atRest())).contains("the decision chain");
  }

  private static void checkOne(Database journal) {
    new OrderJournal(journal, new TestClock(Samples.NOW))
        .checkAndReserve(
            new CheckRequest(
                Samples.ACCOUNT,
                null,
                List.of(ORDER),
                Samples.marketAt(Samples.NOW),
                Samples.runFacts(),
                CheckTerms.shipped()),
            FakeEngine.denying("looked-at"));
  }

  private List<String> atRest() {
    try (CrashBooks books = new CrashBooks(home)) {
      return books.violationsAtRest();
    }
  }

  private void change(Consumer<Database> inBooks, Consumer<PaperBroker> atBroker) {
    try (Database journal =
            Database.open(DatabaseUrl.file(home, "journal"), Database.JOURNAL_MIGRATIONS);
        Database ledger =
            Database.open(DatabaseUrl.file(home, "paper-ledger"), Database.PAPER_MIGRATIONS)) {
      inBooks.accept(journal);
      atBroker.accept(
          new PaperBroker(
              ledger,
              PaperTerms.shipped(),
              (symbol, notBefore) ->
                  notBefore.isAfter(Samples.NOW)
                      ? Optional.empty()
                      : Optional.of(
                          new OpeningBar(
                              symbol,
                              Samples.NOW,
                              BigDecimal.valueOf(100),
                              BigDecimal.valueOf(1_000_000))),
              BrokerFaults.NONE,
              delay -> {}));
    }
  }
}
