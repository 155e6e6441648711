package dev.aurora.workflows.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Where the account's market time stands.
 *
 * @param standsAt the session; later than the run's when that one has passed
 * @param sessions gone through now
 * @param actions corporate actions booked now
 * @param refused corporate actions that can't be booked, for a person; each is an open break
 */
public record SessionOutcome(LocalDate standsAt, int sessions, int actions, List<String> refused) {

  public SessionOutcome {
    Objects.requireNonNull(standsAt, "standsAt");
    refused = List.copyOf(refused);
  }
}
