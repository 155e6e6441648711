package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forbidden outcome: an order passes the last step that a kill, or the position, forbids. */
class LastStepGuardTest {

  private static final KillLevel FLATTEN = KillLevel.BLOCK_CANCEL_AND_FLATTEN;

  @TempDir Path directory;
  private JournalFixture books;
  private ExitBook exits;
  private LastStepGuard guard;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    exits = new ExitBook(books.database);
    guard =
        new LastStepGuard(
            new KillWatch(List.of(directory.resolve("kill.flag")), Optional.empty(), "p"),
            books.control,
            exits);
    books.trade(Samples.buy("held", "AAPL", "30"), "90");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void noOpenerPassesWhileHaltedWhateverItsOriginSays(Origin origin) {
    engage("firm", FLATTEN);
    Order opener = order(origin, Side.BUY, "5");
    if (origin == Origin.MANUAL_EXIT) {
      askedByTwo(opener);
    }

    assertThat(guard.block(opener, true)).isPresent();
    assertThat(guard.block(opener, false)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void noOrderOnAFlatPositionPassesWhileHaltedWhateverItsOriginSays(Origin origin) {
    engage("firm", FLATTEN);
    Order opener =
        with(
            origin,
            Samples.sell(FlattenKey.clientOrderId("k-1", Samples.ACCOUNT, "MSFT", 1), "MSFT", "5"));
    if (origin == Origin.MANUAL_EXIT) {
      askedByTwo(opener);
    }

    assertThat(guard.block(opener, true)).isPresent();
  }

  /** A promotion is no order, and takes effect no more than one does. */
  @Test
  void nothingElseTakesEffectForWhomAKillOrARestrictionCovers() throws IOException {
    ControlOwners strategy = new ControlOwners(null, Samples.STRATEGY, null, null, null);
    ControlOwners other = new ControlOwners(null, "other", null, null, null);
    assertThat(guard.blockChange(strategy)).isEmpty();

    engage("strategy:" + Samples.STRATEGY, KillLevel.REDUCE_ONLY);
    assertThat(guard.blockChange(strategy)).isPresent();
    assertThat(guard.blockChange(other)).isEmpty();

    Files.createFile(directory.resolve("kill.flag"));
    assertThat(guard.blockChange(other)).isPresent();
  }

  @Test
  void nothingElseTakesEffectWhileTheControlStateCannotBeRead() {
    ControlOwners strategy = new ControlOwners(null, Samples.STRATEGY, null, null, null);
    books.database.run(handle -> handle.execute("alter table control_latches rename to gone"));

    assertThat(guard.blockChange(strategy))
        .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("control-state-unreadable"));
  }

  @Test
  void aFlatteningOrderOfAKillThatFlattensPasses() {
    engage("firm", FLATTEN);

    assertThat(guard.block(order(Origin.KILL_FLATTEN, Side.SELL, "30"), true)).isEmpty();
  }

  @Test
  void aFlatteningOrderWithoutAKillIsBlocked() {
    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "30"))).isEqualTo("no-flattening-kill");
  }

  @ParameterizedTest
  @EnumSource(
      value = KillLevel.class,
      names = {"REDUCE_ONLY", "BLOCK", "BLOCK_AND_CANCEL"})
  void aFlatteningOrderOfAKillThatDoesNotFlattenIsBlocked(KillLevel level) {
    engage("firm", level);

    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "30"))).isEqualTo("no-flattening-kill");
  }

  @Test
  void aFlatteningOrderOutsideTheKillsScopeIsBlocked() {
    engage("symbol:MSFT", FLATTEN);

    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "30"))).isEqualTo("no-flattening-kill");
  }

  @Test
  void aFlatteningOrderOfAKillThatWasEasedMeanwhileIsBlocked() {
    engage("firm", FLATTEN);
    books.control.release("k-1", "olga, ben", "checked", Samples.NOW);

    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "30"))).isEqualTo("no-flattening-kill");
  }

  @Test
  void anOrderThatOnlyClaimsToFlattenIsBlocked() {
    engage("firm", FLATTEN);

    assertThat(code(with(Origin.KILL_FLATTEN, Samples.sell("mine", "AAPL", "30"))))
        .isEqualTo("no-flattening-kill");
  }

  @Test
  void aFlatteningOrderAboveThePositionOfThisMomentIsBlocked() {
    engage("firm", FLATTEN);

    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "31"))).isEqualTo("no-reducer");
  }

  @Test
  void anExitBesideAnotherThatTakesTheSamePositionIsBlocked() {
    engage("firm", FLATTEN);
    books.check(FakeEngine.approving(), Samples.limit("other", "AAPL", Side.SELL, "1", "500"));

    assertThat(code(order(Origin.KILL_FLATTEN, Side.SELL, "30"))).isEqualTo("no-reducer");
    assertThat(guard.block(order(Origin.KILL_FLATTEN, Side.SELL, "29"), true)).isEmpty();
  }

  @Test
  void anExitThatNobodyAskedForIsBlocked() {
    assertThat(code(order(Origin.MANUAL_EXIT, Side.SELL, "30"))).isEqualTo("nobody-asked");
  }

  @Test
  void anExitOfOnePersonIsBlockedWhileHalted() {
    Order exit = order(Origin.MANUAL_EXIT, Side.SELL, "30");
    exits.keep(asked(exit, null));
    assertThat(guard.block(exit, true)).isEmpty();
    engage("firm", KillLevel.BLOCK);

    assertThat(code(exit)).isEqualTo("k-1");
  }

  @Test
  void anExitOfTwoPersonsPassesWhileHalted() {
    Order exit = order(Origin.MANUAL_EXIT, Side.SELL, "30");
    askedByTwo(exit);
    engage("firm", KillLevel.BLOCK);

    assertThat(guard.block(exit, true)).isEmpty();
  }

  @Test
  void theFlagFileBlocksExitsToo() throws IOException {
    engage("firm", FLATTEN);
    Files.createFile(directory.resolve("kill.flag"));

    assertThat(guard.block(order(Origin.KILL_FLATTEN, Side.SELL, "30"), true)).isPresent();
  }

  @Test
  void aPositionThatCantBeReadBlocks() {
    Database closed = TestStore.open(directory, "elsewhere", Database.JOURNAL_MIGRATIONS);
    closed.close();
    engage("firm", FLATTEN);
    LastStepGuard blind =
        new LastStepGuard(
            new KillWatch(List.of(), Optional.empty(), "p"), books.control, new ExitBook(closed));

    assertThat(blind.block(order(Origin.KILL_FLATTEN, Side.SELL, "30"), true))
        .get()
        .extracting(LastStepGuard.BlockReason::code)
        .isEqualTo("control-state-unreadable");
  }

  private String code(Order order) {
    return guard.block(order, true).orElseThrow().code();
  }

  private void askedByTwo(Order order) {
    exits.keep(asked(order, "ben"));
  }

  private static ManualExit asked(Order order, String second) {
    return new ManualExit(
        order, "ann", second, second == null ? null : "approval-1", "no quotes", Samples.NOW);
  }

  private static Order order(Origin origin, Side side, String quantity) {
    String id = FlattenKey.clientOrderId("k-1", Samples.ACCOUNT, "AAPL", 1);
    return with(origin, Samples.market(id, "AAPL", side, quantity));
  }

  private static Order with(Origin origin, Order order) {
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        order.account(),
        order.strategy(),
        order.modelVersion(),
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        order.timeInForce(),
        order.expiresAt(),
        origin,
        order.decidedAt(),
        order.sessionsOld(),
        order.replaces(),
        order.nonFinite());
  }

  private void engage(String scope, KillLevel level) {
    books.control.engage(
        new Latch(
            "k-1",
            ControlScope.parse(scope).orElseThrow(),
            level,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "olga",
            "odd fills",
            Samples.NOW));
  }
}
