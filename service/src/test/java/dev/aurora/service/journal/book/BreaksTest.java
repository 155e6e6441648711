package dev.aurora.service.journal.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.book.Breaks.Break;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreaksTest {

  @TempDir Path directory;
  private JournalFixture books;
  private Breaks breaks;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    breaks = new Breaks(books.database, books.clock);
    books.accounts.openBreak("b-1", Samples.ACCOUNT, "AAPL", "POSITION", "10 here, 12 there");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void anOpenBreakIsShownWithWhatDiffers() {
    assertThat(breaks.open())
        .containsExactly(
            new Break(
                "b-1",
                Samples.ACCOUNT,
                "AAPL",
                "POSITION",
                "10 here, 12 there",
                Samples.NOW,
                null,
                null));
  }

  @Test
  void aClosedBreakKeepsWhoClosedItAndWhy() {
    assertThat(breaks.close("b-1", "ann", "bought by hand, booked")).isTrue();

    assertThat(breaks.open()).isEmpty();
    assertThat(breaks.history(10))
        .singleElement()
        .extracting(Break::closedBecause)
        .isEqualTo("by ann: bought by hand, booked");
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void whatIsNotOpenIsNotClosed() {
    breaks.close("b-1", "ann", "settled");

    assertThat(breaks.close("b-1", "ben", "settled again")).isFalse();
    assertThat(breaks.close("b-2", "ben", "never there")).isFalse();
  }
}
