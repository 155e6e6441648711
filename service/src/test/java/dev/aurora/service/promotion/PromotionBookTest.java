package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.workflows.promotion.PromotionState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromotionBookTest {

  private static final String ID = "momentum/c-1/1";

  @TempDir Path folder;
  private JournalFixture books;
  private PromotionBook book;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    book = new PromotionBook(books.database, books.clock);
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void givesBackWhatWasAskedForToTheLetter() {
    PromotionStanding standing = book.find(ID).orElseThrow();

    assertThat(standing.asked()).isEqualTo(PromotionSamples.asked(ID, TradingMode.PAPER));
    assertThat(standing.state()).isEqualTo(PromotionState.RAMPING);
    assertThat(standing.dossierDigest()).isEqualTo(PromotionSamples.DOSSIER);
    assertThat(standing.rampPercent()).isZero();
  }

  @Test
  void theSameStepTwiceIsOneStep() {
    PromotionSamples.add(book, ID, "ramp/25", PromotionEvent.Kind.RAMPED, 25);
    PromotionSamples.add(book, ID, "ramp/25", PromotionEvent.Kind.RAMPED, 99);

    assertThat(book.find(ID).orElseThrow().events()).hasSize(4);
    assertThat(book.find(ID).orElseThrow().rampPercent()).isEqualTo(25);
  }

  @Test
  void stepsOfManyAtOnceKeepOneChain() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> adding =
          IntStream.rangeClosed(1, 12)
              .<Callable<Void>>mapToObj(
                  percent ->
                      () -> {
                        PromotionSamples.add(
                            book, ID, "ramp/" + percent, PromotionEvent.Kind.RAMPED, percent);
                        return null;
                      })
              .toList();
      for (Future<Void> done : pool.invokeAll(adding)) {
        done.get();
      }
    }

    assertThat(book.find(ID).orElseThrow().events()).hasSize(15);
  }

  @Test
  void whatWasAlteredIsNotRead() {
    books.database.run(handle -> handle.execute("update promotion_events set ramp_percent = 100"));

    assertThatThrownBy(book::all)
        .isInstanceOf(PromotionBookUnreadable.class)
        .hasMessageContaining("is not as it was written");
  }

  @Test
  void aStepThatIsMissingIsNoticed() {
    books.database.run(handle -> handle.execute("delete from promotion_events where event_no = 2"));

    assertThatThrownBy(book::all).isInstanceOf(PromotionBookUnreadable.class);
  }

  @Test
  void aDossierIsKeptUnderTheDigestOfItsText() {
    String digest = book.keep(ID, "<p>page</p>");

    assertThat(book.keep(ID, "<p>page</p>")).isEqualTo(digest);
    assertThat(book.dossier(digest)).contains("<p>page</p>");
    books.database.run(
        handle -> handle.execute("update promotion_dossiers set html = '<p>other</p>'"));
    assertThatThrownBy(() -> book.dossier(digest)).isInstanceOf(PromotionBookUnreadable.class);
    assertThat(book.dossier("sha256:other")).isEqualTo(Optional.empty());
  }
}
