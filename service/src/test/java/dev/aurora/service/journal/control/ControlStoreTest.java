package dev.aurora.service.journal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlStoreTest {

  private static final Instant AT = Samples.NOW;
  private static final ControlOwners OWNERS =
      new ControlOwners("PAPER-1", "momentum", "AAPL", "m-1", "PAPER");

  @TempDir Path directory;
  private JournalFixture books;
  private ControlStore control;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    control = books.control;
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void isActiveWithoutALatch() {
    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.ACTIVE);
    assertThat(control.effective(OWNERS).binding()).isEmpty();
  }

  @Test
  void engagesACommandOnceWhateverTheRepetitionSays() {
    EngageResult first = control.engage(latch("c-1", "firm", KillLevel.BLOCK));
    EngageResult second = control.engage(latch("c-1", "symbol:MSFT", KillLevel.REDUCE_ONLY));

    assertThat(first).isInstanceOf(EngageResult.Engaged.class);
    assertThat(second).isEqualTo(new EngageResult.AlreadyKnown(first.stored()));
    assertThat(control.history()).hasSize(1);
    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.HALTED);
  }

  @Test
  void staysLatchedOverARestart() {
    control.engage(latch("c-1", "firm", KillLevel.BLOCK_AND_CANCEL));
    books.close();
    open();

    assertThat(control.effective(OWNERS).binding())
        .map(StoredLatch::latch)
        .contains(latch("c-1", "firm", KillLevel.BLOCK_AND_CANCEL));
  }

  @ParameterizedTest
  @CsvSource({
    "firm, true",
    "account:PAPER-1, true",
    "account:PAPER-2, false",
    "strategy:momentum, true",
    "symbol:AAPL, true",
    "symbol:MSFT, false",
    "account:PAPER-1/symbol:AAPL, true",
    "account:PAPER-1/symbol:MSFT, false",
    "account:PAPER-2/symbol:AAPL, false",
    "strategy:momentum/symbol:AAPL, true",
    "model:m-1, true",
    "model:m-2, false",
    "venue:PAPER, true",
  })
  void coversWhoIsInItsScope(String scope, boolean covered) {
    control.engage(latch("c-1", scope, KillLevel.BLOCK));

    assertThat(control.effective(OWNERS).state())
        .isEqualTo(covered ? TradingState.HALTED : TradingState.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Firm", "account:", "symbol:A/account:B", "symbol:A/", "/", "trader:x", "x"})
  void refusesATextThatIsNoScope(String text) {
    assertThat(ControlScope.parse(text)).isEmpty();
  }

  @Test
  void bindsTheHardestLatchAndNamesTheWidestOfEquals() {
    control.engage(latch("soft", "firm", KillLevel.REDUCE_ONLY));
    control.engage(latch("narrow", "account:PAPER-1/symbol:AAPL", KillLevel.BLOCK));
    control.engage(latch("wide", "strategy:momentum", KillLevel.BLOCK));

    assertThat(control.effective(OWNERS).binding())
        .map(stored -> stored.latch().commandId())
        .contains("wide");
  }

  @Test
  void doesNotLiftAWiderLatchByReleasingANarrowOne() {
    control.engage(latch("wide", "firm", KillLevel.BLOCK));
    control.engage(latch("narrow", "symbol:AAPL", KillLevel.BLOCK));

    control.release("narrow", "ann, bob", "looked at", AT);
    control.release("narrow", "ann, bob", "looked at", AT);

    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.HALTED);
  }

  @Test
  void reopensForReducersFirstAndFullyOnASecondRelease() {
    control.engage(latch("c-1", "firm", KillLevel.BLOCK_AND_CANCEL));

    assertThat(control.release("c-1", "ann, bob", "feed is back", AT))
        .isInstanceOf(ReleaseResult.Eased.class);
    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.REDUCE_ONLY);

    assertThat(control.release("c-1", "ann, bob", "feed is back", AT))
        .isInstanceOf(ReleaseResult.Released.class);
    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.ACTIVE);

    assertThat(control.release("c-1", "ann, bob", "again", AT))
        .isInstanceOf(ReleaseResult.WasReleased.class);
    assertThat(control.release("c-2", "ann, bob", "again", AT))
        .isEqualTo(new ReleaseResult.NotFound("c-2"));
  }

  @Test
  void endsAConditionButNeverALatchWhenItsCauseIsGone() {
    control.engage(
        new Latch(
            "condition",
            ControlScope.FIRM,
            KillLevel.REDUCE_ONLY,
            Latch.Kind.CONDITION,
            Latch.Source.RULE,
            "broker-outage",
            "no heartbeat",
            AT));
    control.engage(latch("latch", "firm", KillLevel.REDUCE_ONLY));

    assertThat(control.endCondition("condition", "heartbeat is back", AT))
        .isInstanceOf(ReleaseResult.Released.class);
    assertThat(control.endCondition("latch", "heartbeat is back", AT))
        .isEqualTo(new ReleaseResult.NotFound("latch"));
    assertThat(control.effective(OWNERS).state()).isEqualTo(TradingState.REDUCE_ONLY);
  }

  @Test
  void engagesHoweverLongTheReasonIs() {
    Latch latch =
        new Latch(
            "c-1",
            ControlScope.FIRM,
            KillLevel.BLOCK,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "a".repeat(500),
            "r".repeat(5_000),
            AT);

    assertThat(control.engage(latch)).isInstanceOf(EngageResult.Engaged.class);
  }

  @Test
  void throwsWhenTheStateCannotBeRead() {
    books.database.run(handle -> handle.execute("alter table control_latches rename to gone"));

    assertThatThrownBy(() -> control.effective(OWNERS)).isInstanceOf(ControlStateUnreadable.class);
    assertThatThrownBy(() -> books.factsOf(Samples.buy("o-1", "AAPL", "1")))
        .isInstanceOf(ControlStateUnreadable.class);

    books.close();
    assertThatThrownBy(() -> control.read()).isInstanceOf(ControlStateUnreadable.class);
  }

  @Test
  void throwsWhenAStoredScopeCannotBeUnderstood() {
    control.engage(latch("c-1", "firm", KillLevel.BLOCK));
    books.database.run(
        handle -> handle.execute("update control_latches set control_scope = 'nonsense'"));

    assertThatThrownBy(() -> control.read()).isInstanceOf(ControlStateUnreadable.class);
  }

  private static Latch latch(String commandId, String scope, KillLevel level) {
    return new Latch(
        commandId,
        ControlScope.parse(scope).orElseThrow(),
        level,
        Latch.Kind.LATCH,
        Latch.Source.OPERATOR,
        "ann",
        "a test",
        AT);
  }
}
