package dev.aurora.service.person;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The persons in the books, and their tokens. Thread-safe; durable when a method returns.
 *
 * <p>The first persons are added by whoever holds the data directory: somebody has to, and they
 * could change the books by hand anyway. Once a person of role risk has a token, only such a person
 * adds others or gives tokens; else whoever runs the machine could make the second person of a
 * release ad hoc, and the record would not show who did (ADR 0014).
 */
public final class Persons {

  /**
   * A digest that no token has; compared with, so that an unknown name takes as long as a known.
   */
  private static final String NOBODYS = "0".repeat(64);

  private static final Set<Role> ADMITTING = Set.of(Role.RISK);

  private final Database database;
  private final Secrets secrets;
  private final Clock clock;

  public Persons(Database database, Secrets secrets, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What came of a change. */
  public sealed interface Change {}

  /**
   * It is done.
   *
   * @param token shown this once; null when a token was ended without a new one
   */
  public record Changed(Person person, @Nullable String token) implements Change {

    /** Without the token: records end up in logs. */
    @Override
    public String toString() {
      return "Changed[" + person + "]";
    }
  }

  /**
   * Nothing was changed.
   *
   * @param roleLacking whether another caller might have been served
   */
  public record Refused(boolean roleLacking, String code, String detail, String remedy)
      implements Change {}

  /** Adds a person and gives the first token. */
  public Change add(Person person, Caller by) {
    return inTurn(
        handle -> {
          Optional<Refused> refused = refused(handle, by);
          if (refused.isPresent()) {
            return refused.get();
          }
          if (find(handle, person.name()).isPresent()) {
            return new Refused(
                false,
                "person-known",
                "There is a person " + person.name() + " already.",
                "`aurora persons token` gives a new token; another person needs another name.");
          }
          String token = secrets.token(person.name());
          insert(handle, person, Secrets.digest(token), by);
          event(handle, person.name(), "ADDED", by);
          return new Changed(person, token);
        });
  }

  /** Gives a new token; the old one ends with it. */
  public Change newToken(String name, Caller by) {
    return change(name, by, person -> secrets.token(person.name()));
  }

  /** Ends the token, without a new one. */
  public Change revoke(String name, Caller by) {
    return change(name, by, person -> null);
  }

  private Change change(String name, Caller by, Function<Person, @Nullable String> newToken) {
    return inTurn(
        handle -> {
          Optional<Refused> refused = refused(handle, by);
          if (refused.isPresent()) {
            return refused.get();
          }
          Optional<PersonRow> found = find(handle, name);
          if (found.isEmpty()) {
            return new Refused(
                false,
                "unknown-person",
                "There is no person " + name + ".",
                "`aurora persons list` names them all.");
          }
          Person person = found.get().person();
          String token = newToken.apply(person);
          if (token == null && isLastToAdmit(handle, person)) {
            return new Refused(
                false,
                "last-of-risk",
                name + " is the last person of role risk with a token.",
                "Add another person of role risk first, or give " + name + " a new token.");
          }
          setDigest(handle, name, token == null ? null : Secrets.digest(token), by);
          event(handle, name, token == null ? "TOKEN_ENDED" : "TOKEN_GIVEN", by);
          return new Changed(person, token);
        });
  }

  /** The person whose valid token this is; empty for every other text. */
  public Optional<Person> authenticate(String token) {
    String claimed = Secrets.claimedName(token);
    Optional<Held> held =
        Person.isName(claimed)
            ? database.transaction(handle -> held(handle, claimed))
            : Optional.empty();
    boolean fits = Secrets.fits(token, held.map(Held::digest).orElse(NOBODYS));
    return fits ? held.map(Held::person) : Optional.empty();
  }

  /** All of them, by name. */
  public List<PersonRow> all() {
    return database.transaction(Persons::all);
  }

  /** As {@link #all()}, inside a transaction of the caller. */
  static List<PersonRow> all(Handle handle) {
    return handle
        .createQuery("select * from persons order by person")
        .map((row, context) -> row(row))
        .list();
  }

  /** Who could act now in one of these roles, by name. */
  static List<Person> ableIn(Handle handle, Set<Role> roles) {
    return all(handle).stream()
        .filter(PersonRow::hasToken)
        .map(PersonRow::person)
        .filter(person -> person.holdsOneOf(roles))
        .toList();
  }

  /** Runs alone among all that change persons or approvals. */
  private <T> T inTurn(Function<Handle, T> work) {
    return database.transaction(
        handle -> {
          takeTurn(handle);
          return work.apply(handle);
        });
  }

  /** Waits for others that change persons or approvals; ends with the transaction. */
  static void takeTurn(Handle handle) {
    handle
        .createQuery("select turn_id from approval_turn where turn_id = 1 for update")
        .mapTo(Integer.class)
        .one();
  }

  private static Optional<Refused> refused(Handle handle, Caller by) {
    List<String> admitting = ableIn(handle, ADMITTING).stream().map(Person::name).toList();
    if (admitting.isEmpty() || (by.person() != null && by.person().holdsOneOf(ADMITTING))) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            true,
            "role-lacking",
            "Persons and tokens are given by a person of role risk; this was asked by "
                + by.getName()
                + ".",
            "Ask one of them (--as): " + String.join(", ", admitting) + "."));
  }

  private static boolean isLastToAdmit(Handle handle, Person person) {
    List<Person> admitting = ableIn(handle, ADMITTING);
    return admitting.size() == 1 && admitting.getFirst().name().equals(person.name());
  }

  private static Optional<PersonRow> find(Handle handle, String name) {
    return handle
        .createQuery("select * from persons where person = :name")
        .bind("name", name)
        .map((row, context) -> row(row))
        .findOne();
  }

  private record Held(Person person, String digest) {}

  private static Optional<Held> held(Handle handle, String name) {
    return handle
        .createQuery("select * from persons where person = :name and token_digest is not null")
        .bind("name", name)
        .map((row, context) -> new Held(row(row).person(), row.getString("token_digest")))
        .findOne();
  }

  private void insert(Handle handle, Person person, String digest, Caller by) {
    handle
        .createUpdate(
            """
            insert into persons (person, roles, token_digest, added_by, added_at, token_by, token_at)
            values (:name, :roles, :digest, :by, :now, :by, :now)\
            """)
        .bind("name", person.name())
        .bind("roles", Role.words(person.roles(), ","))
        .bind("digest", digest)
        .bind("by", by.getName())
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  private void setDigest(Handle handle, String name, @Nullable String digest, Caller by) {
    handle
        .createUpdate(
            """
            update persons set token_digest = :digest, token_by = :by, token_at = :now
            where person = :name\
            """)
        .bind("digest", digest)
        .bind("by", by.getName())
        .bind("now", Columns.time(clock.instant()))
        .bind("name", name)
        .execute();
  }

  private void event(Handle handle, String name, String change, Caller by) {
    handle
        .createUpdate(
            """
            insert into person_events (person, change, done_by, happened_at)
            values (:name, :change, :by, :now)\
            """)
        .bind("name", name)
        .bind("change", change)
        .bind("by", by.getName())
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  private static PersonRow row(ResultSet row) throws SQLException {
    return new PersonRow(
        new Person(row.getString("person"), Role.ofWords(row.getString("roles"))),
        row.getString("token_digest") != null,
        row.getString("added_by"),
        Columns.moment(row, "added_at"),
        row.getString("token_by"),
        Columns.moment(row, "token_at"));
  }
}
