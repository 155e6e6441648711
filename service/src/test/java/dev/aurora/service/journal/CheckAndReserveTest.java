package dev.aurora.service.journal;

import static dev.aurora.service.journal.testing.Samples.attempt;
import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.CheckResult.PayloadConflict;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.book.UnknownAccount;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndReserveTest {

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
  void recordsAnApprovedOrderWithItsReservation() {
    CheckResult result = books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));

    Checked checked = (Checked) result;
    assertThat(checked.state()).isEqualTo(OrderState.APPROVED);
    assertThat(checked.recordedBefore()).isFalse();
    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            order -> {
              assertThat(order.order()).isEqualTo(buy("o-1", "AAPL", "10"));
              assertThat(order.verdict()).isEqualTo(checked.verdict());
              assertThat(order.leaves()).isEqualTo("10");
              // Ask 100 and a buffer of 100 bps.
              assertThat(order.value()).isEqualTo("1010");
              assertThat(order.validUntil()).isEqualTo(Samples.NOW.plusSeconds(120));
            });
  }

  @Test
  void keepsADeniedOrderWithoutAReservation() {
    books.check(FakeEngine.denying("order-value-max"), buy("o-1", "AAPL", "10"));

    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            order -> {
              assertThat(order.state()).isEqualTo(OrderState.DENIED);
              assertThat(order.entered()).isFalse();
              assertThat(order.leaves()).isEqualTo("0");
            });
    assertThat(books.factsOf(buy("o-2", "AAPL", "1")).position().workingBuy()).isEqualTo("0");
  }

  @Test
  void answersARepeatedKeyWithTheRecordedVerdictAndEvaluatesNothing() {
    Checked first = (Checked) books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
    FakeEngine second = FakeEngine.denying("anything");

    CheckResult again = books.check(second, buy("o-1", "AAPL", "10.0"));

    assertThat(again).isEqualTo(new Checked("o-1", first.verdict(), OrderState.APPROVED, true));
    assertThat(second.asked()).isEmpty();
    assertThat(books.queries.ordersOfAccount(Samples.ACCOUNT)).hasSize(1);
  }

  @Test
  void answersAKeyThatStandsTwiceInOneBasketOnce() {
    FakeEngine engine = FakeEngine.approving();
    Order order = buy("o-1", "AAPL", "10");

    List<CheckResult> results = books.check(engine, Samples.marketAt(Samples.NOW), order, order);

    assertThat(results)
        .extracting(result -> ((Checked) result).recordedBefore())
        .containsExactly(false, true);
    assertThat(engine.asked()).hasSize(1);
  }

  @Test
  void refusesAKnownKeyWithAnotherPayloadAndWritesNothing() {
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));

    CheckResult result = books.check(FakeEngine.approving(), buy("o-1", "AAPL", "11"));

    assertThat(result)
        .isEqualTo(
            new PayloadConflict(
                "o-1", PayloadConflict.Kind.SAME_KEY_OTHER_PAYLOAD, "o-1", OrderState.APPROVED));
    assertThat(books.queries.ordersOfAccount(Samples.ACCOUNT)).hasSize(1);
    assertThat(books.queries.order("o-1").orElseThrow().order().quantity()).isEqualTo("10");
  }

  @Test
  void refusesAnotherAttemptWhileTheIntentIsLive() {
    books.check(FakeEngine.approving(), attempt("o-1", "leg", "AAPL", "10"));

    CheckResult result = books.check(FakeEngine.approving(), attempt("o-2", "leg", "AAPL", "20"));

    assertThat(result)
        .isEqualTo(
            new PayloadConflict(
                "o-2", PayloadConflict.Kind.INTENT_ALREADY_SERVED, "o-1", OrderState.APPROVED));
    assertThat(books.queries.order("o-2")).isEmpty();
  }

  @Test
  void allowsAnotherAttemptAfterADenialAndAfterABlock() {
    books.check(FakeEngine.denying("any"), attempt("o-1", "leg", "AAPL", "10"));
    books.check(FakeEngine.approving(), attempt("o-2", "leg", "AAPL", "10"));
    books.journal.block("o-2", new StateReason("KILL", "a test"), Samples.NOW);

    CheckResult third = books.check(FakeEngine.approving(), attempt("o-3", "leg", "AAPL", "10"));

    assertThat(((Checked) third).state()).isEqualTo(OrderState.APPROVED);
  }

  @Test
  void showsEachOrderOfABasketTheReservationsBeforeIt() {
    FakeEngine engine = FakeEngine.approving();

    books.check(
        engine,
        Samples.marketAt(Samples.NOW),
        buy("o-1", "AAPL", "10"),
        buy("o-2", "AAPL", "20"),
        buy("o-3", "MSFT", "5"));

    assertThat(engine.asked())
        .extracting(facts -> facts.account().grossExposure())
        .containsExactly(BigDecimal.ZERO, Samples.of("1010"), Samples.of("3030"));
    assertThat(engine.asked())
        .extracting(facts -> facts.account().buyingPower())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(Samples.of("100000"), Samples.of("98990"), Samples.of("96970"));
    assertThat(engine.asked().get(1).position())
        .satisfies(
            position -> {
              assertThat(position.workingBuy()).isEqualTo("10");
              assertThat(position.workingBuyOrders()).isEqualTo(1);
            });
  }

  @Test
  void evaluatesTheFactsThatItRecords() {
    FakeEngine engine = FakeEngine.approving();
    books.check(engine, buy("o-1", "AAPL", "10"));

    assertThat(books.chain.ofOrder("o-1"))
        .map(record -> FactsJson.readFacts(record.factsJson()))
        .contains(engine.lastAsked());
  }

  @Test
  void countsDenialsByControlAndWhatMonitoringWouldHaveDenied() {
    books.check(FakeEngine.denying("order-value-max"), buy("o-1", "AAPL", "10"));
    books.check(FakeEngine.denying("order-value-max"), buy("o-2", "AAPL", "10"));
    books.check(FakeEngine.monitoring("cooldown"), sell("o-3", "AAPL", "10"));

    OrderCounts counts = books.queries.countsOfAccount(Samples.ACCOUNT);

    assertThat(counts.byState())
        .containsExactly(Map.entry(OrderState.DENIED, 2L), Map.entry(OrderState.APPROVED, 1L));
    assertThat(counts.deniedByControl()).containsExactly(Map.entry("order-value-max", 2L));
    assertThat(counts.wouldHaveDeniedByControl()).containsExactly(Map.entry("cooldown", 1L));
  }

  @Test
  void refusesAnAccountThatWasNeverOpened() {
    Order order = Samples.of(buy("o-1", "AAPL", "10"), "NOBODY", "momentum");
    CheckRequest request =
        new CheckRequest(
            "NOBODY",
            null,
            List.of(order),
            Samples.marketAt(Samples.NOW),
            Samples.runFacts(),
            CheckTerms.shipped());

    assertThatThrownBy(() -> books.journal.checkAndReserve(request, FakeEngine.approving()))
        .isInstanceOf(UnknownAccount.class);
  }

  @Test
  void writesNothingWhenTheEngineApprovesWhatCannotBeReserved() {
    Order unknownSymbol = buy("o-2", "NOPE", "10");

    assertThatThrownBy(
            () ->
                books.check(
                    FakeEngine.approving(),
                    Samples.marketAt(Samples.NOW),
                    buy("o-1", "AAPL", "10"),
                    unknownSymbol))
        .isInstanceOf(IllegalStateException.class);
    assertThat(books.queries.ordersOfAccount(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void writesNothingOfABasketWhoseVerdictCannotBeRecorded() {
    FakeEngine engine =
        FakeEngine.failingLater(facts -> "o-2".equals(facts.order().clientOrderId()));

    assertThatThrownBy(
            () ->
                books.check(
                    engine,
                    Samples.marketAt(Samples.NOW),
                    buy("o-1", "AAPL", "10"),
                    buy("o-2", "AAPL", "20")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not writable as JSON: Verdict")
        .hasRootCauseMessage("unmeasurable by the test");

    assertThat(books.queries.ordersOfAccount(Samples.ACCOUNT)).isEmpty();
    assertThat(books.chain.ofOrder("o-1")).isEmpty();
    assertThat(books.factsOf(buy("o-3", "AAPL", "1")).position().workingBuy()).isEqualTo("0");
    assertThatThrownBy(() -> books.journal.beginSend("o-1", Samples.NOW))
        .hasMessageContaining("o-1");
  }

  @Test
  void aPreviewAnswersWhatACheckWouldAndLeavesNoTrace() {
    Order order = Samples.buy("o-1", "AAPL", "10");

    CheckResult previewed = books.preview(FakeEngine.approving(), order);

    assertThat(books.queries.order("o-1")).isEmpty();
    assertThat(books.chain.ofOrder("o-1")).isEmpty();
    assertThat(books.check(FakeEngine.approving(), order)).isEqualTo(previewed);
  }
}
