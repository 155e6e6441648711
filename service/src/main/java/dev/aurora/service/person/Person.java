package dev.aurora.service.person;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Somebody whom the books know.
 *
 * @param name lower case: two names that look alike are one person
 * @param roles at least one
 */
public record Person(String name, Set<Role> roles) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  public Person {
    roles = Set.copyOf(roles);
    if (!isName(name) || roles.isEmpty()) {
      throw new IllegalArgumentException("not a person: '" + name + "' with " + roles);
    }
  }

  /** Whether it can name a person; it names a file, too. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether one of these roles is held. */
  public boolean holdsOneOf(Collection<Role> wanted) {
    return roles.stream().anyMatch(wanted::contains);
  }

  /**
   * How a name stands in records when nobody has proven it: apart from every person, whose names
   * have no spaces.
   */
  public static String unproven(String told) {
    String name = told.isBlank() ? "unknown" : told.strip();
    return name.endsWith(" (unproven)") ? name : name + " (unproven)";
  }
}
