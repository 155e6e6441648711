package dev.aurora.service.person;

import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * What persons have approved. A step of two is begun by one and done by the other, who must be
 * somebody else, within an hour: the approvals count as used in the very transaction that does it.
 * Only the service writes these rows, for a person whose token it has seen. Thread-safe.
 *
 * <pre>{@code
 * switch (approvals.ask(step, "desk-1", digest, ann, "margin call")) {
 *   case Approvals.Waiting waiting -> ... tell who else may, and until when
 *   case Approvals.Complete both -> ... do it, under both.approvalId()
 *   case Approvals.Refused refused -> ... say why
 * }
 * }</pre>
 */
public final class Approvals {

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;

  public Approvals(Database database, Secrets secrets, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A person approves a step.
   *
   * @param subject what it is done to
   * @param payloadDigest of everything else that both must have meant: an approval of another
   *     payload is one of another step
   * @param cause why, in the person's words
   */
  public record Ask(
      TwoPersonStep step, String subject, String payloadDigest, Person person, String cause) {

    public Ask {
      cause = cause.strip();
    }
  }

  /** What came of asking. */
  public sealed interface Outcome {}

  /**
   * The first of two is recorded.
   *
   * @param others names of those who may be the second, as far as they can act now
   */
  public record Waiting(Approval first, List<String> others) implements Outcome {

    public Waiting {
      others = List.copyOf(others);
    }
  }

  /** Two persons have approved it, and both approvals are used. */
  public record Complete(Approval first, Approval second) implements Outcome {

    /** Stands for this deed, for ever. */
    public String approvalId() {
      return first.id();
    }

    /** The two names, for records. */
    public String persons() {
      return first.person() + " and " + second.person();
    }
  }

  /**
   * Nothing was recorded.
   *
   * @param roleLacking whether it is for the lack of a role
   */
  public record Refused(boolean roleLacking, String code, String detail, String remedy)
      implements Outcome {}

  /** As {@link #ask(Ask, BiConsumer)}, where the deed is no change of these books. */
  public Outcome ask(
      TwoPersonStep step, String subject, String payloadDigest, Person person, String cause) {
    return ask(new Ask(step, subject, payloadDigest, person, cause), (handle, both) -> {});
  }

  /**
   * A person approves one step of two.
   *
   * @param deed done in the transaction that uses both approvals: both happen, or none
   */
  public Outcome ask(Ask ask, BiConsumer<Handle, Complete> deed) {
    if (ask.cause().isBlank()) {
      return new Refused(
          false, "cause-needed", "An approval needs a cause.", "Say why, in one sentence.");
    }
    return database.transaction(
        handle -> {
          Persons.takeTurn(handle);
          Optional<Approval> first = ApprovalRows.waiting(handle, ask, clock.instant());
          return first.isEmpty() ? begin(handle, ask) : complete(handle, first.get(), ask, deed);
        });
  }

  private Outcome begin(Handle handle, Ask ask) {
    TwoPersonStep step = ask.step();
    if (!ask.person().holdsOneOf(step.mayBegin())) {
      return lacking(ask.person(), "to begin it takes one of " + Role.words(step.mayBegin(), ", "));
    }
    Instant now = clock.instant();
    Approval first =
        new Approval(
            secrets.id(),
            step.action(),
            ask.subject(),
            ask.payloadDigest(),
            ask.person().name(),
            ask.cause(),
            now,
            now.plus(Approval.SHELF_LIFE),
            null);
    ApprovalRows.insert(handle, first);
    return new Waiting(first, others(handle, step, ask.person()));
  }

  private Outcome complete(
      Handle handle, Approval first, Ask ask, BiConsumer<Handle, Complete> deed) {
    Person beginner = person(handle, first.person());
    String others = names(others(handle, ask.step(), beginner));
    if (beginner.name().equals(ask.person().name())) {
      return new Refused(
          false,
          "another-person",
          beginner.name() + " approved this at " + first.at() + ": now another person must.",
          "Until " + first.expires() + ": " + others + ".");
    }
    if (!ask.step().isCompletedBy(beginner, ask.person())) {
      return lacking(ask.person(), "after " + beginner.name() + " it takes one of: " + others);
    }
    Instant now = clock.instant();
    Approval second =
        new Approval(
            first.id(),
            first.action(),
            first.subject(),
            first.payloadDigest(),
            ask.person().name(),
            ask.cause(),
            now,
            first.expires(),
            now);
    ApprovalRows.insert(handle, second);
    ApprovalRows.use(handle, first, now);
    Complete both = new Complete(first.used(now), second);
    deed.accept(handle, both);
    return both;
  }

  /**
   * Records what one person alone may do, as used, in the transaction that does it.
   *
   * @param action stable word, such as {@code kill.confirm}
   * @param deed done in that transaction
   */
  public Approval record(
      String action,
      String subject,
      String payloadDigest,
      Person person,
      String cause,
      BiConsumer<Handle, Approval> deed) {
    return database.transaction(
        handle -> {
          Instant now = clock.instant();
          Approval alone =
              new Approval(
                  secrets.id(),
                  action,
                  subject,
                  payloadDigest,
                  person.name(),
                  cause.strip(),
                  now,
                  now.plus(Approval.SHELF_LIFE),
                  now);
          ApprovalRows.insert(handle, alone);
          deed.accept(handle, alone);
          return alone;
        });
  }

  /** The first approvals that wait for a second person now, the oldest first. */
  public List<Approval> waiting() {
    return database.transaction(handle -> ApprovalRows.waiting(handle, clock.instant()));
  }

  /** Everything that was approved and done for a subject, in this order. */
  public List<Approval> usedFor(String subject) {
    return database.transaction(handle -> ApprovalRows.usedFor(handle, subject));
  }

  /** Whether this id stands for the deed on this subject, approved and done. */
  public boolean isUsed(String approvalId, String action, String subject) {
    return usedFor(subject).stream()
        .anyMatch(approval -> approval.id().equals(approvalId) && approval.action().equals(action));
  }

  /** Names of those among who gave these approvals that have no token now: they can't act. */
  public List<String> withoutToken(List<Approval> given) {
    return database.transaction(
        handle -> {
          List<String> able =
              Persons.ableIn(handle, EnumSet.allOf(Role.class)).stream().map(Person::name).toList();
          return given.stream()
              .map(Approval::person)
              .filter(name -> !able.contains(name))
              .distinct()
              .toList();
        });
  }

  private static Person person(Handle handle, String name) {
    return Persons.all(handle).stream()
        .map(PersonRow::person)
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("an approval by nobody: " + name));
  }

  private static List<String> others(Handle handle, TwoPersonStep step, Person first) {
    return Persons.ableIn(handle, step.mayComplete()).stream()
        .filter(second -> step.isCompletedBy(first, second))
        .map(Person::name)
        .toList();
  }

  private static String names(List<String> names) {
    return names.isEmpty()
        ? "nobody who is known (`aurora persons add` adds a person)"
        : String.join(", ", names);
  }

  private static Refused lacking(Person person, String what) {
    return new Refused(
        true,
        "role-lacking",
        "%s, who is %s, can't approve this: %s."
            .formatted(person.name(), Role.words(person.roles(), " and "), what),
        "Ask somebody of such a role; `aurora persons list` names them all.");
  }
}
