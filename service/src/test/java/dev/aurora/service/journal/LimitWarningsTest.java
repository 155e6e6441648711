package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.verdict.WarnLevel;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.ShippedPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitWarningsTest {

  private static final PolicyEngine POLICY = ShippedPolicy.engine();

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void anOrderBelowSeventyPercentOfEveryLimitTellsNothing() {
    buy("o-1", "150");

    assertThat(warnings()).isEmpty();
  }

  @Test
  void tellsOfALimitThatIsUsedUpToItsWarnLevelOnceASession() {
    // 25 000 is the most that an order of the strategy may be worth, and 25 % of the equity.
    buy("o-1", "200");

    assertThat(warnings())
        .extracting(LimitWarnings.Warning::limit)
        .contains("order-value-max", "symbol-share-max-bps");
    LimitWarnings.Warning first =
        warnings().stream()
            .filter(warning -> warning.limit().equals("order-value-max"))
            .findFirst()
            .orElseThrow();
    assertThat(first.level()).isEqualTo(WarnLevel.WARN);
    assertThat(first.clientOrderId()).isEqualTo("o-1");
    assertThat(first.sentence()).isEqualTo("order-value-max of PAPER-1 is at 80 % of its limit");
  }

  @Test
  void aLimitThatIsNearlyUsedUpIsAnAlert() {
    buy("o-1", "230");

    assertThat(warnings())
        .filteredOn(warning -> warning.limit().equals("order-value-max"))
        .extracting(LimitWarnings.Warning::level)
        .containsExactly(WarnLevel.ALERT);
  }

  @Test
  void aSecondOrderAtTheSameLevelIsNotToldAgain() {
    buy("o-1", "180");
    int told = warnings().size();

    books.check(POLICY, Samples.buy("o-2", "MSFT", "90"));

    assertThat(warnings())
        .filteredOn(warning -> warning.limit().equals("order-value-max"))
        .extracting(LimitWarnings.Warning::clientOrderId)
        .containsExactly("o-1");
    assertThat(told).isPositive();
  }

  @Test
  void aLimitThatDoesNotHoldForAnOrderIsNotToldOfIt() {
    // Long before 100 messages without an execution the ratio of messages to executions is huge.
    buy("o-1", "1");
    buy("o-2", "2");
    buy("o-3", "3");

    assertThat(warnings()).isEmpty();
  }

  private void buy(String id, String quantity) {
    CheckResult result = books.check(POLICY, Samples.buy(id, "AAPL", quantity));
    assertThat(((CheckResult.Checked) result).verdict().breaches()).isEmpty();
  }

  private List<LimitWarnings.Warning> warnings() {
    return new LimitWarnings(books.database).newest();
  }
}
