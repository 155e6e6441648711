package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitMeterTest {

  @TempDir Path directory;
  private JournalFixture books;
  private ExitMeter meter;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    meter = new ExitMeter(books.database);
    books.trade(Samples.buy("entry", "AAPL", "400"), "100");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aPositionWithoutOrdersCanBeClosedInFull() {
    assertThat(meter.read())
        .containsExactly(new Exit(Samples.ACCOUNT, "AAPL", Samples.of("400"), List.of()));
    assertThat(meter.read().getFirst().sentence()).isEqualTo("exitable 400 of 400");
  }

  @Test
  void anOrderOfUnknownOutcomeCoversWhatItMayStillClose() {
    books.check(FakeEngine.approving(), Samples.sell("exit", "AAPL", "100"));
    books.journal.beginSend("exit", Samples.NOW);
    books.journal.unknown("exit", new StateReason("SILENT", "no answer"), Samples.NOW);

    Exit exit = meter.read().getFirst();
    assertThat(exit.covers())
        .containsExactly(new Exit.Cover("exit", OrderState.UNKNOWN, Samples.of("100")));
    assertThat(exit.sentence()).isEqualTo("exitable 300 of 400; 100 covered by unknown order exit");
  }

  @Test
  void anOrderOfTheOtherSideCoversNothing() {
    books.check(FakeEngine.approving(), Samples.buy("more", "AAPL", "100"));

    assertThat(meter.read().getFirst().exitable()).isEqualByComparingTo("400");
  }

  @Test
  void saysTheQuantityUpToWhichTheBooksCallAnOrderAReducer() {
    books.check(FakeEngine.approving(), Samples.sell("exit", "AAPL", "150"));
    String exitable = meter.read().getFirst().exitable().toPlainString();

    OrderFacts facts = books.factsOf(Samples.sell("rest", "AAPL", exitable));

    assertThat(facts.position().workingSell()).isEqualByComparingTo("150");
    assertThat(facts.position().quantity().subtract(facts.position().workingSell()))
        .isEqualByComparingTo(exitable);
  }

  @Test
  void aFlatBookHasNoExits() {
    books.trade(Samples.sell("exit", "AAPL", "400"), "100");

    assertThat(meter.read()).isEmpty();
  }
}
