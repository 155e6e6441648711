package dev.aurora.service.person;

import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a person by a token of theirs, or a program of this machine by the service's own token
 * (the trading program, or the command line without {@code --as}).
 *
 * @param person null for a program
 */
public record Caller(@Nullable Person person) implements Principal {

  /** Whoever holds the data directory, and names nobody. */
  public static final Caller PROGRAM = new Caller(null);

  public static Caller of(Person person) {
    return new Caller(Objects.requireNonNull(person, "person"));
  }

  /** The person's name; a program has none that a person could have. */
  @Override
  public String getName() {
    return person == null ? "(program)" : person.name();
  }

  /**
   * The name for the records: the person's, whatever a request claims; what a program claims is
   * marked as unproven.
   */
  public String recorded(@Nullable String claimed) {
    return person == null ? Person.unproven(claimed == null ? "" : claimed) : person.name();
  }
}
