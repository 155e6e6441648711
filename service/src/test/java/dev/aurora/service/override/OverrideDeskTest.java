package dev.aurora.service.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.journal.override.OverrideRequest;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forbidden outcome: one person alone lets an order pass. */
class OverrideDeskTest {

  private static final Person ANN = new Person("ann", Set.of(Role.RISK));
  private static final Person BOB = new Person("bob", Set.of(Role.TRADER));
  private static final Person CAT = new Person("cat", Set.of(Role.OPERATOR));
  private static final Person SAM = new Person("sam", Set.of(Role.SECOND_APPROVER));

  @TempDir Path directory;
  private JournalFixture books;
  private OverrideDesk desk;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    Secrets secrets = new Secrets(new SecureRandom());
    Persons persons = new Persons(books.database, secrets, books.clock);
    persons.add(ANN, Caller.PROGRAM);
    List.of(BOB, CAT, SAM).forEach(person -> persons.add(person, Caller.of(ANN)));
    desk =
        new OverrideDesk(
            new OverrideLedger(books.database),
            new Approvals(books.database, secrets, books.clock),
            books.accounts,
            books.queries,
            FakeEngine.approving(),
            books.clock);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void countsOnlyFromTheSecondPersonOn() {
    OverrideDesk.Requested asked = desk.request(request(null), BOB);

    assertThat(asked.override().state()).isEqualTo(OverrideView.State.REQUESTED);
    assertThat(asked.others()).containsExactly("ann");

    OverrideView granted = desk.approve(asked.override().id(), ANN, "agreed");

    assertThat(granted.state()).isEqualTo(OverrideView.State.LIVE);
    assertThat(granted.requestedBy()).isEqualTo("bob");
    assertThat(granted.approvedBy()).isEqualTo("ann");
    assertThat(granted.from()).isEqualTo(books.clock.instant());
  }

  @Test
  void theSamePersonTwiceIsOnePerson() {
    String id = desk.request(request(null), ANN).override().id();

    refused(() -> desk.approve(id, ANN, "me again"), "another-person");

    assertThat(state(id)).isEqualTo(OverrideView.State.REQUESTED);
  }

  @Test
  void oneOfTheTwoIsOfRoleRisk() {
    String id = desk.request(request(null), BOB).override().id();

    refused(() -> desk.approve(id, SAM, "agreed"), "role-lacking");
    refused(() -> desk.approve(id, CAT, "agreed"), "role-lacking");
  }

  @Test
  void aRequestWaitsForAnHour() {
    String id = desk.request(request(null), BOB).override().id();
    books.clock.advance(Duration.ofHours(1));

    refused(() -> desk.approve(id, ANN, "late"), "request-too-old");
  }

  @Test
  void isGrantedOnce() {
    String id = desk.request(request(null), BOB).override().id();
    desk.approve(id, ANN, "agreed");

    refused(() -> desk.approve(id, ANN, "again"), "override-granted");
  }

  @Test
  void onePersonEndsIt() {
    String id = desk.request(request(null), BOB).override().id();
    desk.approve(id, ANN, "agreed");

    OverrideView ended = desk.revoke(id, BOB, "withdrawn");

    assertThat(ended.state()).isEqualTo(OverrideView.State.REVOKED);
    assertThat(ended.revokedBy()).isEqualTo("bob");
  }

  @Test
  void anOrderThatWasDecidedOnStaysAsItIs() {
    books.check(FakeEngine.denying("price-collar"), Samples.buy("o-1", "AAPL", "1"));

    refused(() -> desk.request(request("o-1"), BOB), "order-decided");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-value-max", "trading-state", "kill", "engine"})
  void noneIsAskedForAControlThatCantBeOverridden(String control) {
    OverrideRequest request =
        new OverrideRequest(
            control, Samples.ACCOUNT, null, null, null, BigDecimal.TEN, 1, in(60), "news");

    assertThatThrownBy(() -> desk.request(request, BOB))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("override-control");
  }

  @Test
  void lastsADayAtMost() {
    Instant now = books.clock.instant();

    wrong(with(now.plus(Duration.ofDays(1)).plusMillis(1)), "override-expires");
    wrong(with(now), "override-expires");
    wrong(with(null), "override-expires");
    assertThat(desk.request(with(now.plus(Duration.ofDays(1))), BOB).override().state())
        .isEqualTo(OverrideView.State.REQUESTED);
  }

  private void wrong(OverrideRequest request, String code) {
    assertThatThrownBy(() -> desk.request(request, BOB))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(code);
  }

  private static void refused(Runnable deed, String code) {
    assertThatThrownBy(deed::run).isInstanceOf(RefusedError.class).hasMessageContaining(code);
  }

  private OverrideView.State state(String id) {
    return desk.list().stream().filter(view -> view.id().equals(id)).findFirst().get().state();
  }

  private OverrideRequest request(String order) {
    return new OverrideRequest(
        "price-collar",
        Samples.ACCOUNT,
        null,
        "AAPL",
        order,
        BigDecimal.valueOf(15_000),
        1,
        in(3_600 * 8),
        "takeover bid");
  }

  private OverrideRequest with(Instant expires) {
    return new OverrideRequest(
        "price-collar", Samples.ACCOUNT, null, null, null, BigDecimal.TEN, 1, expires, "news");
  }

  private Instant in(long seconds) {
    return books.clock.instant().plusSeconds(seconds);
  }
}
