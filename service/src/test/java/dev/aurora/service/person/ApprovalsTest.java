package dev.aurora.service.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.person.Approvals.Ask;
import dev.aurora.service.person.Approvals.Complete;
import dev.aurora.service.person.Approvals.Outcome;
import dev.aurora.service.person.Approvals.Refused;
import dev.aurora.service.person.Approvals.Waiting;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: what takes two persons is done by one. */
class ApprovalsTest {

  private static final TwoPersonStep STEP =
      new TwoPersonStep(
          "test.step",
          Set.of(Role.OPERATOR, Role.RISK),
          Set.of(Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER),
          Set.of(Role.RISK));

  private static final Person ANN = new Person("ann", Set.of(Role.RISK));
  private static final Person BOB = new Person("bob", Set.of(Role.OPERATOR));
  private static final Person CAT = new Person("cat", Set.of(Role.OPERATOR));
  private static final Person SAM = new Person("sam", Set.of(Role.SECOND_APPROVER));
  private static final Person TIM = new Person("tim", Set.of(Role.TRADER));

  @TempDir Path directory;
  private JournalFixture books;
  private Persons persons;
  private Approvals approvals;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    Secrets secrets = new Secrets(new SecureRandom());
    persons = new Persons(books.database, secrets, books.clock);
    approvals = new Approvals(books.database, secrets, books.clock);
    persons.add(ANN, Caller.PROGRAM);
    List.of(BOB, CAT, SAM, TIM).forEach(person -> persons.add(person, Caller.of(ANN)));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void theFirstOfTwoIsRecordedAndSaysWhoElseMay() {
    Waiting waiting = (Waiting) ask(BOB);

    assertThat(waiting.others()).containsExactly("ann");
    assertThat(waiting.first().expires())
        .isEqualTo(books.clock.instant().plus(Duration.ofHours(1)));
    assertThat(approvals.waiting()).containsExactly(waiting.first());
    assertThat(((Waiting) ask(ANN, "another")).others()).containsExactly("bob", "cat", "sam");
  }

  @Test
  void anotherPersonCompletesIt() {
    Waiting waiting = (Waiting) ask(BOB);
    books.clock.advance(Duration.ofMinutes(59));

    Complete both = (Complete) ask(ANN);

    assertThat(both.approvalId()).isEqualTo(waiting.first().id());
    assertThat(both.persons()).isEqualTo("bob and ann");
    assertThat(approvals.waiting()).isEmpty();
    assertThat(approvals.usedFor("subject")).containsExactly(both.first(), both.second());
    assertThat(approvals.isUsed(both.approvalId(), "test.step", "subject")).isTrue();
    assertThat(approvals.isUsed(both.approvalId(), "test.step", "another")).isFalse();
    assertThat(approvals.isUsed(both.approvalId(), "other.step", "subject")).isFalse();
  }

  @Test
  void theSamePersonTwiceIsOnePerson() {
    ask(ANN);

    assertThat(code(ask(ANN))).isEqualTo("another-person");
    assertThat(approvals.usedFor("subject")).isEmpty();
  }

  @Test
  void anApprovalIsUsedOnce() {
    ask(BOB);
    ask(ANN);

    assertThat(ask(ANN)).isInstanceOf(Waiting.class);
  }

  @Test
  void twoWithoutTheRoleThatOneOfThemNeedsAreNotEnough() {
    ask(BOB);

    assertThat(code(ask(CAT))).isEqualTo("role-lacking");
    assertThat(approvals.usedFor("subject")).isEmpty();
  }

  @Test
  void aSecondApproverCompletesAndNeverBegins() {
    assertThat(code(ask(SAM))).isEqualTo("role-lacking");
    ask(ANN);
    assertThat(ask(SAM)).isInstanceOf(Complete.class);
  }

  @Test
  void whoHasNoneOfTheRolesNeitherBeginsNorCompletes() {
    assertThat(code(ask(TIM))).isEqualTo("role-lacking");
    ask(ANN);
    assertThat(code(ask(TIM))).isEqualTo("role-lacking");
  }

  @Test
  void anApprovalOfAnotherPayloadOrSubjectCompletesNothing() {
    ask(BOB);

    assertThat(approvals.ask(STEP, "subject", "another payload", ANN, "cause"))
        .isInstanceOf(Waiting.class);
    assertThat(ask(ANN, "another subject")).isInstanceOf(Waiting.class);
  }

  @Test
  void aFirstApprovalEndsAfterAnHour() {
    ask(BOB);
    books.clock.advance(Duration.ofHours(1));

    assertThat(ask(ANN)).isInstanceOf(Waiting.class);
  }

  @Test
  void aFirstApprovalEndsWithTheTokenOfWhoGaveIt() {
    ask(BOB);
    persons.revoke("bob", Caller.of(ANN));

    assertThat(ask(ANN)).isInstanceOf(Waiting.class);
  }

  @Test
  void aDeedThatFailsUsesNoApproval() {
    ask(BOB);

    assertThatThrownBy(
            () ->
                approvals.ask(
                    new Ask(STEP, "subject", "payload", ANN, "cause"),
                    (handle, both) -> {
                      throw new IllegalStateException("not done");
                    }))
        .hasMessage("not done");

    assertThat(approvals.usedFor("subject")).isEmpty();
    assertThat(ask(ANN)).isInstanceOf(Complete.class);
  }

  @Test
  void twoAtTheSameMomentSeeEachOther() throws Exception {
    for (int round = 0; round < 20; round++) {
      String subject = "race-" + round;
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        Future<Outcome> bob = both.submit(() -> ask(BOB, subject));
        Future<Outcome> ann = both.submit(() -> ask(ANN, subject));
        assertThat(List.of(bob.get(), ann.get()))
            .hasAtLeastOneElementOfType(Waiting.class)
            .hasAtLeastOneElementOfType(Complete.class);
      }
    }
  }

  @Test
  void nothingIsApprovedWithoutACause() {
    assertThat(code(approvals.ask(STEP, "subject", "payload", ANN, " "))).isEqualTo("cause-needed");
  }

  @Test
  void whatOnePersonMayDoIsRecordedAsDone() {
    Approval alone =
        approvals.record("test.alone", "subject", "payload", TIM, "seen", (handle, own) -> {});

    assertThat(alone.usedAt()).isEqualTo(books.clock.instant());
    assertThat(approvals.usedFor("subject")).containsExactly(alone);
  }

  private Outcome ask(Person person) {
    return ask(person, "subject");
  }

  private Outcome ask(Person person, String subject) {
    return approvals.ask(STEP, subject, "payload", person, "it is over");
  }

  private static String code(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return ((Refused) outcome).code();
  }
}
