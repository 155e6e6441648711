package dev.aurora.service.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.market.BarFormatException.Problem;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarStoreTest {

  private static final String HEADER = "Ticker,Date,Open,High,Low,Close,Volume\n";

  @TempDir Path folder;

  @Test
  void readsTheShippedBars() {
    BarStore store = ShippedData.bars();

    assertThat(store.symbols()).containsExactly("AAPL", "FB", "GOOG", "IBM", "MSFT");
    assertThat(store.series("AAPL").orElseThrow().size()).isEqualTo(3270);
    assertThat(store.series("FB").orElseThrow().bars().getFirst().time())
        .isEqualTo("2012-05-18T00:00:00Z");
    Bar last = store.bar("IBM", Instant.parse("2013-03-01T00:00:00Z")).orElseThrow();
    assertThat(last.closePrice()).isEqualTo(new BigDecimal("202.91"));
  }

  @Test
  void readsIntradayBarsWithTheirTimes() throws IOException {
    write(
        "a.csv", "symbol,time,open,high,low,close,volume\nX,2013-02-28T14:30:00Z,1,2,0.5,1.5,7\n");

    assertThat(BarStore.load(folder, BarInterval.FIFTEEN_MINUTES).series("X").orElseThrow().bars())
        .isEqualTo(List.of(new Bar("X", Instant.parse("2013-02-28T14:30:00Z"), 1, 2, 0.5, 1.5, 7)));
  }

  @Test
  void keepsWhatIsImplausibleForDataSanityToJudge() throws IOException {
    write("a.csv", HEADER + "X,2013-02-28,NaN,inf,-1,,0\n");

    Bar bar = BarStore.load(folder, BarInterval.DAY).series("X").orElseThrow().last();

    assertThat(bar)
        .isEqualTo(
            new Bar(
                "X",
                Instant.parse("2013-02-28T00:00:00Z"),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                -1,
                Double.NaN,
                0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X,2013-02-28,1,2,1,abc,7|NUMBER|Close|2|'abc'|decimal",
        "X,2013-02-28,1,2,1,0x1p3,7|NUMBER|Close|2|'0x1p3'|decimal",
        "X,2013-02-28,1,2,1,1f,7|NUMBER|Close|2|'1f'|decimal",
        "X,28.02.2013,1,2,1,1,7|TIME|Date|2|'28.02.2013'|2013-02-28",
        "X,2013-02-28,1,2,1,1|COLUMNS|''|2|6 cells|7 cells",
        "'',2013-02-28,1,2,1,1,7|COLUMNS|Ticker|2|''|a symbol"
      })
  void namesFileLineAndColumnOfWhatItCannotRead(
      String row, Problem problem, String column, int line, String found, String expected)
      throws IOException {
    write("bad.csv", HEADER + row.replace("''", "") + "\n");

    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY))
        .isInstanceOfSatisfying(
            BarFormatException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.file()).endsWith("bad.csv");
              assertThat(e.line()).isEqualTo(line);
              assertThat(e.column()).isEqualTo(column);
              assertThat(e).hasMessageContaining(found).hasMessageContaining(expected);
            });
  }

  @Test
  void refusesATimeWithoutAZone() throws IOException {
    write("a.csv", "Symbol,Time,Open,High,Low,Close,Volume\nX,2013-02-28T14:30:00,1,1,1,1,1\n");

    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.ONE_MINUTE))
        .isInstanceOf(BarFormatException.class)
        .hasMessageContaining("line 2, column Time")
        .hasMessageContaining("UTC");
  }

  @Test
  void refusesAMissingColumnAndADoubledOne() throws IOException {
    write("a.csv", "Ticker,Date,Open,High,Low,Close\nX,2013-02-28,1,1,1,1\n");
    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY))
        .hasMessageContaining("column Volume");

    write("a.csv", "Ticker,Date,Open,High,Low,Close,Volume,close\nX,2013-02-28,1,1,1,1,1,1\n");
    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY)).hasMessageContaining("twice");
  }

  @Test
  void refusesNothingAsEmptyAndACutArchiveAsUnreadable() throws IOException {
    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY))
        .hasMessageContaining("no bar file");
    assertThatThrownBy(() -> BarStore.load(folder.resolve("none"), BarInterval.DAY))
        .isInstanceOf(NoSuchFileException.class);

    write("a.csv", HEADER);
    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY))
        .hasMessageContaining("no rows");

    Files.delete(folder.resolve("a.csv"));
    byte[] whole =
        Files.readAllBytes(ShippedData.BARS.resolve("quandl-wiki-daily-2000-2013.csv.gz"));
    Files.write(folder.resolve("cut.csv.gz"), java.util.Arrays.copyOf(whole, 5000));
    assertThatThrownBy(() -> BarStore.load(folder, BarInterval.DAY))
        .isInstanceOfSatisfying(
            BarFormatException.class, e -> assertThat(e.problem()).isEqualTo(Problem.ENCODING));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
