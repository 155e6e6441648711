package dev.aurora.service.e2d.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.e2d.sanity.SanityProfile;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyFileTest {

  @TempDir Path folder;

  @Test
  void readsTheShippedStrategy() throws IOException {
    assertThat(StrategyFile.read(ShippedData.STRATEGY).strategy())
        .isEqualTo(
            new Strategy(
                "momentum",
                List.of("AAPL", "IBM", "MSFT", "GOOG", "FB"),
                ShippedData.MODEL,
                BarInterval.DAY,
                new Strategy.History(312, 120),
                new Strategy.SignalRule(60, 0.5, -0.25, 0.4),
                new Strategy.Sizing(
                    25,
                    0.005,
                    new BigDecimal("30000"),
                    new BigDecimal("5000"),
                    new BigDecimal("1")),
                new Strategy.Exits(3, 5, 100, 1500),
                new Strategy.Account("PAPER-1", new BigDecimal("100000")),
                SanityProfile.strict()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  lot: 1|  lot: one|line 22, column 8, sizing.lot: found 'one', expected a decimal number",
        "  lot: 1|''|sizing.lot, expected this key, which is missing",
        "  lot: 1|  lots: 1|sizing.lot, expected this key, which is missing",
        "  lot: 1|  lot: 1%n  colour: red|sizing.colour: found 'red', expected no such key",
        "  lot: 1|  lot: 1%n  lot: 2|sizing.lot: found 'lot', expected each key once",
        "  lot: 1|  lot: 0.5|sizing.lot: a whole number above 0, not 0.5",
        "  lot: 1|  lot: [1]|sizing.lot, expected a single value",
        "sanity: strict|sanity: loose|sanity, expected strict or lenient, not loose",
        "barInterval: P1D|barInterval: P1W|unknown bar interval 'P1W'",
        "minimum: 120|minimum: 79|history.minimum: at least 80 for signal.volatilityBars",
        "minimum: 120|minimum: 400|history.bars: at least history.minimum, not 312",
        "[AAPL, IBM, MSFT, GOOG, FB]|[AAPL, AAPL]|symbols: one is named twice",
        "[AAPL, IBM, MSFT, GOOG, FB]|AAPL|symbols: found 'AAPL', expected a list",
        "strategy: momentum|strategy: [|no YAML"
      })
  void saysWhatIsWrongAndWhere(String right, String wrong, String message) throws IOException {
    String text = Files.readString(ShippedData.STRATEGY);
    assertThat(text).contains(right);
    String replacement = wrong.equals("''") ? "" : String.format(wrong);
    Path file =
        Files.writeString(folder.resolve("s.yaml"), text.replaceFirst(quote(right), replacement));

    assertThatThrownBy(() -> StrategyFile.read(file))
        .isInstanceOf(StrategyException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), "# nothing\n");

    assertThatThrownBy(() -> StrategyFile.read(file)).hasMessageContaining("empty");
  }
}
