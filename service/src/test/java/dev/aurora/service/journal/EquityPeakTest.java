package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: one wrong price becomes a peak, and the account can never trade again. */
class EquityPeakTest {

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    books.trade(Samples.buy("entry", "AAPL", "100"), "100");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void riseWithinThePriceBandRaisesThePeak() {
    look("1", "108");

    assertThat(peakAfter("100")).isEqualByComparingTo("100800");
  }

  @Test
  void aPriceTwentyTimesOffRaisesNoPeak() {
    look("1", "2000");

    assertThat(peakAfter("100")).isEqualByComparingTo("100000");
  }

  @Test
  void thePriceBandItselfStillCounts() {
    // The previous close is 90, the band 20 %.
    look("1", "108.01");
    assertThat(peakAfter("100")).isEqualByComparingTo("100000");
  }

  private void look(String id, String price) {
    books.factsOf(market(price), Samples.buy("look-" + id, "MSFT", "1"));
  }

  private BigDecimal peakAfter(String price) {
    return books
        .factsOf(market(price), Samples.buy("look-after", "MSFT", "1"))
        .account()
        .equityPeak();
  }

  private static MarketView market(String price) {
    return new MarketView(
        Samples.NOW,
        Samples.SESSION_OPEN,
        Map.of("AAPL", Samples.at("AAPL", price, "90"), "MSFT", Samples.at("MSFT", "200", "210")));
  }
}
