package dev.aurora.service.api;

import dev.aurora.service.person.Role;
import java.util.List;

/**
 * A new token, which is shown this once.
 *
 * @param token of the person; the books hold no more than its digest
 */
public record TokenAnswer(String person, List<Role> roles, String token) {

  public TokenAnswer {
    roles = List.copyOf(roles);
  }

  /** Without the token: answers end up in logs. */
  @Override
  public String toString() {
    return "TokenAnswer[" + person + ", " + roles + "]";
  }
}
