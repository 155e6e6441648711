package dev.aurora.service.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.testing.ShippedPolicy;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: an exit by hand opens, or one person trades while trading is halted. */
class ManualExitsTest {

  private static final Person RITA = new Person("rita", Set.of(Role.RISK));
  private static final Person ANN = new Person("ann", Set.of(Role.TRADER));
  private static final Person BEN = new Person("ben", Set.of(Role.OPERATOR));
  private static final Person SUE = new Person("sue", Set.of(Role.SECOND_APPROVER));

  @TempDir Path directory;
  private JournalFixture books;
  private ExitBook exits;
  private ManualExits desk;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    exits = new ExitBook(books.database);
    Secrets secrets = new Secrets(new SecureRandom());
    Persons persons = new Persons(books.database, secrets, books.clock);
    persons.add(RITA, Caller.PROGRAM);
    List.of(ANN, BEN, SUE).forEach(person -> persons.add(person, Caller.of(RITA)));
    desk =
        new ManualExits(
            exits,
            new Holdings(books.database),
            books.control,
            new Approvals(books.database, secrets, books.clock),
            new AccountTime(new MarketClocks(books.database, books.clock), TradingCalendar.nyse()),
            "PAPER",
            books.clock);
    books.trade(Samples.buy("held", "AAPL", "30"), "90");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void onePersonLeavesAPositionWhileTradingGoesOn() {
    Order order = made(ask(ANN, null));

    assertThat(order.side()).isEqualTo(Side.SELL);
    assertThat(order.quantity()).isEqualByComparingTo("30");
    assertThat(guard().block(order, true)).isEmpty();
    assertThat(exits.find(order.clientOrderId()))
        .contains(new ManualExit(order, "ann", null, null, "feed is gone", books.clock.instant()));
  }

  @Test
  void whileHaltedTheFirstOfTwoIsToldSoAndNothingIsMade() {
    halt();

    assertThat(ask(ANN, null))
        .isInstanceOfSatisfying(
            ManualExits.Waiting.class,
            waiting -> {
              assertThat(waiting.approval().first().person()).isEqualTo("ann");
              assertThat(waiting.order().quantity()).isEqualByComparingTo("30");
            });
    assertThat(count("manual_exits")).isZero();
  }

  @Test
  void whileHaltedTheSamePersonTwiceIsRefused() {
    halt();
    ask(ANN, null);

    assertThat(refused(ask(ANN, null))).isEqualTo("another-person");
    assertThat(count("manual_exits")).isZero();
  }

  @Test
  void whileHaltedTheSecondSendsAndBothStandWithTheOrder() {
    halt();
    ask(ANN, null);

    Order order = made(ask(BEN, null));

    ManualExit kept = exits.find(order.clientOrderId()).orElseThrow();
    assertThat(List.of(kept.askedBy(), Objects.requireNonNull(kept.agreedBy())))
        .containsExactly("ann", "ben");
    assertThat(guard().block(order, true)).isEmpty();
    assertThat(books.check(ShippedPolicy.engine(), order))
        .isInstanceOfSatisfying(
            CheckResult.Checked.class,
            checked -> assertThat(checked.state()).isEqualTo(OrderState.APPROVED));
  }

  @Test
  void whoMeansAnotherQuantityIsAFirstAgain() {
    halt();
    ask(ANN, new BigDecimal("10"));

    assertThat(ask(BEN, new BigDecimal("20"))).isInstanceOf(ManualExits.Waiting.class);
    assertThat(count("manual_exits")).isZero();
  }

  @Test
  void anExitThatWasAgreedToAndNeverCheckedIsGoneOnWith() {
    halt();
    ask(ANN, null);
    Order lost = made(ask(BEN, null));

    assertThat(made(ask(ANN, null))).isEqualTo(lost);
    books.clock.advance(Duration.ofHours(2));
    assertThat(ask(ANN, null)).isInstanceOf(ManualExits.Waiting.class);
  }

  @Test
  void whoMayOnlyBeTheSecondIsRefusedAlone() {
    assertThat(refused(ask(SUE, null))).isEqualTo("role-lacking");
  }

  @Test
  void moreThanThePositionIsRefusedNamingTheLargestQuantityThatReduces() {
    books.check(FakeEngine.approving(), Samples.limit("works", "AAPL", Side.SELL, "4", "500"));

    assertThat(ask(ANN, new BigDecimal("27")))
        .isInstanceOfSatisfying(
            ManualExits.Refused.class,
            why -> {
              assertThat(why.code()).isEqualTo("larger-than-position");
              assertThat(why.detail()).contains("26 is the largest quantity that reduces");
            });
    assertThat(made(ask(ANN, new BigDecimal("26"))).quantity()).isEqualByComparingTo("26");
  }

  @Test
  void whatIsNotHeldCantBeLeft() {
    assertThat(
            refused(
                desk.ask(new ManualExits.Ask("c-1", Samples.ACCOUNT, "MSFT", null, ANN, "why"))))
        .isEqualTo("nothing-held");
  }

  private ManualExits.Answer ask(Person person, @Nullable BigDecimal quantity) {
    return desk.ask(
        new ManualExits.Ask("c-1", Samples.ACCOUNT, "AAPL", quantity, person, "feed is gone"));
  }

  private static Order made(ManualExits.Answer answer) {
    return ((ManualExits.Made) answer).order();
  }

  private static String refused(ManualExits.Answer answer) {
    return ((ManualExits.Refused) answer).code();
  }

  private LastStepGuard guard() {
    return new LastStepGuard(new KillWatch(List.of(), Optional.empty(), "p"), books.control, exits);
  }

  private long count(String table) {
    return books.database.transaction(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private void halt() {
    books.control.engage(
        new Latch(
            "k-1",
            ControlScope.FIRM,
            KillLevel.BLOCK_AND_CANCEL,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "olga",
            "odd fills",
            Samples.NOW));
  }
}
