package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a kill that was asked for is forgotten, or doubled. */
class KillDeskTest {

  private static final Order ORDER = Samples.buy("o-1", "AAPL", "10");

  @TempDir Path directory;
  private JournalFixture books;
  private KillWatch watch;
  private KillDesk desk;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    watch = new KillWatch(List.of(), Optional.empty(), "p");
    desk = new KillDesk(books.control, watch, books.clock);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void engagingTwiceIsOneKill() {
    StoredLatch first = desk.engage(kill("k-1", "firm", "api"));
    StoredLatch again = desk.engage(kill("k-1", "symbol:MSFT", "api"));

    assertThat(again).isEqualTo(first);
    assertThat(books.control.history()).containsExactly(first);
  }

  @Test
  void anEngageThatCannotBeStoredStillBlocksItsProcessAndSaysSo() {
    theBooksRefuse("k-1");

    assertThatThrownBy(() -> desk.engage(kill("k-1", "symbol:MSFT", "api")))
        .isInstanceOf(KillNotStored.class)
        .hasMessageContainingAll("KILL NOT STORED", "symbol:MSFT", "k-1", "kill.flag");

    // The books can be read and hold no latch: what blocks is the process itself, all of it.
    assertThat(books.control.read().inForce()).isEmpty();
    assertThat(blocked()).contains("k-1");
    assertThat(desk.engaged()).singleElement().extracting(kill -> kill.id()).isEqualTo("k-1");
  }

  @Test
  void aKillThatCouldNotBeStoredIsStoredAsSoonAsTheBooksTakeIt() {
    theBooksRefuse("k-1");
    assertThatThrownBy(() -> desk.engage(kill("k-1", "symbol:MSFT", "api")))
        .isInstanceOf(KillNotStored.class);
    assertThatThrownBy(() -> desk.latchWhatIsAtHand()).isInstanceOf(KillNotStored.class);
    theBooksTakeEverything();

    desk.latchWhatIsAtHand();

    assertThat(books.control.read().inForce())
        .singleElement()
        .extracting(stored -> stored.latch().commandId())
        .isEqualTo("k-1");
    assertThat(blocked()).as("the books say what a narrow kill stops").isEmpty();
  }

  @Test
  void aKillIsStoredHoweverItIsWritten() {
    String endless = "x".repeat(500);
    List<KillCommand> odd =
        List.of(
            kill(endless, "firm", "temporal-signal"),
            kill(endless + "y", "firm", "temporal-signal"),
            kill(" ", "firm", "api"),
            kill("long-scope", "account:" + endless, "api"),
            kill("no-scope", "everything", "api"),
            new KillCommand("nul\0", "firm", KillLevel.BLOCK, "ol\0ga", "odd\0\n fills", "api"));

    odd.forEach(desk::engage);
    desk.engage(odd.getFirst());

    assertThat(books.control.read().inForce())
        .hasSameSizeAs(odd)
        .allMatch(stored -> stored.latch().scope().equals(ControlScope.FIRM));
  }

  @Test
  void aSignalIsRecordedAsASignalBySomebodyUnproven() {
    desk.latch(kill("k-1", "firm", "temporal-signal"));

    Latch latch = books.control.read().inForce().getFirst().latch();
    assertThat(latch.source()).isEqualTo(Latch.Source.SIGNAL);
    assertThat(latch.engagedBy()).isEqualTo("olga (unproven)");
  }

  private Optional<String> blocked() {
    return new LastStepGuard(watch, books.control)
        .block(ORDER, false)
        .map(LastStepGuard.BlockReason::code);
  }

  private static KillCommand kill(String id, String scope, String source) {
    return new KillCommand(id, scope, KillLevel.BLOCK, "olga", "odd fills", source);
  }

  private void theBooksRefuse(String id) {
    books.database.run(
        handle ->
            handle.execute(
                "alter table control_latches add constraint refused check (command_id <> '"
                    + id
                    + "')"));
  }

  private void theBooksTakeEverything() {
    books.database.run(
        handle -> handle.execute("alter table control_latches drop constraint refused"));
  }
}
