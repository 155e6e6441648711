package dev.aurora.service.person;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may be asked for. A person may hold several. */
public enum Role {
  /** Gives orders, takes them back, asks for a further attempt. */
  TRADER,
  /** Runs the installation: closes breaks, resolves orders, confirms and releases kills. */
  OPERATOR,
  /** As an operator; and nothing is released, and nobody added, without one. */
  RISK,
  /** May only be the second of two. */
  SECOND_APPROVER;

  /** As it is typed: {@code second-approver}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of this word; empty for anything else: a role is never guessed. */
  public static Optional<Role> parse(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** The words of several, in the order of this enum, joined by {@code separator}. */
  public static String words(Collection<Role> roles, String separator) {
    return roles.stream()
        .distinct()
        .sorted(Comparator.naturalOrder())
        .map(Role::word)
        .collect(Collectors.joining(separator));
  }

  /** Reads what {@link #words} wrote with a comma. */
  static Set<Role> ofWords(String words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words.split(",", -1)) {
      roles.add(
          parse(word)
              .orElseThrow(() -> new IllegalStateException("no role in the books: " + word)));
    }
    return roles;
  }
}
