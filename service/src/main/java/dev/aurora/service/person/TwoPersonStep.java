package dev.aurora.service.person;

import java.util.Set;

/**
 * Something that takes two persons.
 *
 * @param action stable word, such as {@code kill.ease}
 * @param mayBegin roles of which the first holds one
 * @param mayComplete roles of which the second holds one
 * @param oneOfThem roles of which one of the two holds one; empty = no matter
 */
public record TwoPersonStep(
    String action, Set<Role> mayBegin, Set<Role> mayComplete, Set<Role> oneOfThem) {

  public TwoPersonStep {
    mayBegin = Set.copyOf(mayBegin);
    mayComplete = Set.copyOf(mayComplete);
    oneOfThem = Set.copyOf(oneOfThem);
    if (action.isBlank() || mayBegin.isEmpty() || mayComplete.isEmpty()) {
      throw new IllegalArgumentException("a step has a name, and somebody who may do it");
    }
  }

  /** Whether these two, in this order, are enough. */
  public boolean isCompletedBy(Person first, Person second) {
    return !first.name().equals(second.name())
        && first.holdsOneOf(mayBegin)
        && second.holdsOneOf(mayComplete)
        && (oneOfThem.isEmpty() || first.holdsOneOf(oneOfThem) || second.holdsOneOf(oneOfThem));
  }
}
