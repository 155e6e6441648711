package dev.aurora.service.api;

import dev.aurora.service.build.BuildChange;
import dev.aurora.workflows.rollout.BuildView;
import java.util.List;

/**
 * Which builds executions run on.
 *
 * @param builds as the Temporal server says it
 * @param alarms what needs a person, one sentence each
 * @param history every change and what came of it, the newest first
 */
public record BuildStatus(BuildView builds, List<String> alarms, List<BuildChange> history) {

  public BuildStatus {
    alarms = List.copyOf(alarms);
    history = List.copyOf(history);
  }
}
