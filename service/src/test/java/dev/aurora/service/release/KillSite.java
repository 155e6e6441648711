package dev.aurora.service.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.ClientProxy;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.killswitch.LatchRelease;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.sweep.KillBooks;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Books with persons and kills; nothing takes orders back, so they stay as the test leaves them.
 */
final class KillSite implements AutoCloseable {

  static final Person ANN = new Person("ann", Set.of(Role.RISK));
  static final Person RON = new Person("ron", Set.of(Role.RISK));
  static final Person BOB = new Person("bob", Set.of(Role.OPERATOR));
  static final Person CAT = new Person("cat", Set.of(Role.OPERATOR));
  static final Person TIM = new Person("tim", Set.of(Role.TRADER));
  static final String CAUSE = "the feed is repaired";

  final JournalFixture books;
  final Path flag;
  final KillWatch watch;
  final Approvals approvals;
  final KillSweep sweep;
  final KillConfirmations confirmations;
  final KillRelease releases;
  final KillStandings standings;

  KillSite(Path directory) {
    this(directory, Optional.empty());
  }

  KillSite(Path directory, Optional<String> variable) {
    books = new JournalFixture(directory);
    flag = directory.resolve("kill.flag");
    watch = new KillWatch(List.of(flag), variable, "p");
    Secrets secrets = new Secrets(new SecureRandom());
    Persons persons = new Persons(books.database, secrets, books.clock);
    approvals = new Approvals(books.database, secrets, books.clock);
    persons.add(ANN, Caller.PROGRAM);
    List.of(RON, BOB, CAT, TIM).forEach(person -> persons.add(person, Caller.of(ANN)));
    sweep =
        new KillSweep(
            new KillBooks(books.database, books.control, books.clock),
            books.queries,
            new MarketClocks(books.database, books.clock),
            ClientProxy.unread(),
            Clock.systemUTC());
    confirmations = new KillConfirmations(books.database, books.control, sweep, approvals);
    releases =
        new KillRelease(
            books.control,
            new LatchRelease(books.control, books.accounts, books.clock),
            new ReleaseObstacles(
                watch, new Breaks(books.database, books.clock), sweep, confirmations),
            approvals,
            books.clock);
    standings = new KillStandings(books.control, sweep, confirmations, approvals);
  }

  StoredLatch engage(String id, String scope, KillLevel level) {
    return books
        .control
        .engage(
            new Latch(
                id,
                ControlScope.parse(scope).orElseThrow(),
                level,
                Latch.Kind.LATCH,
                Latch.Source.OPERATOR,
                "olga",
                "odd fills",
                Samples.NOW))
        .stored();
  }

  /** An order at the broker whose end nobody has confirmed. */
  void working(String id, String symbol) {
    books.check(FakeEngine.approving(), Samples.limit(id, symbol, Side.BUY, "10", "1"));
    books.send(id);
  }

  KillRelease.Answer release(String id, Person person) {
    return releases.release(id, person, CAUSE);
  }

  /** Two persons release one step. */
  void releasedByTwo(String id) {
    assertThat(release(id, BOB)).isInstanceOf(KillRelease.Waiting.class);
    assertThat(release(id, ANN)).isInstanceOf(KillRelease.Done.class);
  }

  /** Whether the last look before the wire lets an opener, or a reducer, pass. */
  boolean passes(Order order, boolean reducer) {
    return new LastStepGuard(watch, books.control).block(order, reducer).isEmpty();
  }

  static String code(KillRelease.Answer answer) {
    assertThat(answer).isInstanceOf(KillRelease.Refused.class);
    return ((KillRelease.Refused) answer).why().code();
  }

  static String detail(KillRelease.Answer answer) {
    assertThat(answer).isInstanceOf(KillRelease.Refused.class);
    return ((KillRelease.Refused) answer).why().detail();
  }

  @Override
  public void close() {
    books.close();
  }
}
