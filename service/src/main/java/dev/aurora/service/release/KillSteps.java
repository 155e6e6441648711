package dev.aurora.service.release;

import dev.aurora.service.person.Role;
import dev.aurora.service.person.TwoPersonStep;
import java.util.Set;

/** What persons do to a kill, and in which roles: the names stand in the books for ever. */
public final class KillSteps {

  /** One person says that what is open was looked up at the broker. */
  public static final String CONFIRM = "kill.confirm";

  /** Roles in which a person answers for a restriction: confirms it, or ends what only reduces. */
  public static final Set<Role> ANSWERING = Set.of(Role.OPERATOR, Role.RISK);

  /** Two persons let reducers pass. */
  public static final TwoPersonStep EASE = twoPersons("kill.ease");

  /** Two persons open the scope fully. */
  public static final TwoPersonStep OPEN = twoPersons("kill.open");

  private KillSteps() {}

  /** A release lets risk in: one of the two answers for risk and for nothing else. */
  private static TwoPersonStep twoPersons(String action) {
    return new TwoPersonStep(action, ANSWERING, ANSWERING, Set.of(Role.RISK));
  }
}
