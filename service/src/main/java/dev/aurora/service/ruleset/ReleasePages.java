package dev.aurora.service.ruleset;

import dev.aurora.workflows.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells the workflows of releases that the books have news of them. Thread-safe. */
public class ReleasePages {

  private final WorkflowClient client;
  private final String prefix;

  public ReleasePages(WorkflowClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /**
   * Tells the release of a step, and what lay in force before it.
   *
   * @throws RuntimeException when Temporal is away: tell again
   */
  void refresh(ReleaseStanding standing, ReleaseEntry entry) {
    Set<String> concerned = new LinkedHashSet<>();
    concerned.add(entry.release());
    switch (entry.action()) {
      case ACTIVATED, REVERTED, EXPIRED ->
          new ReleaseStanding(standing.entries().subList(0, (int) entry.revision() - 1))
              .inForce(entry.at())
              .ifPresent(before -> concerned.add(before.release()));
      case ADOPTED, PROPOSED, SHADOW_BEGUN, SHADOW_ENDED, APPROVED, LAPSED -> {
        // Concerns no other.
      }
    }
    concerned.forEach(this::refresh);
  }

  private void refresh(String release) {
    try {
      client.newUntypedWorkflowStub(WorkflowIds.ruleRelease(prefix, release)).signal("refresh");
    } catch (WorkflowNotFoundException over) {
      // An adopted set has no workflow, and one that is through shows how it ended.
      return;
    }
  }
}
