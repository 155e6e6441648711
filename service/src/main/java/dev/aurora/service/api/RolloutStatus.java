package dev.aurora.service.api;

import dev.aurora.service.rollout.PolicyRevision;
import dev.aurora.workflows.rollout.RolloutView;
import dev.aurora.workflows.rollout.WatchReport;
import java.util.List;

/**
 * Where the rollout stands.
 *
 * @param policy as the books say it
 * @param variable whether this process was started with {@code AURORA_ROLLBACK}: then its new
 *     executions are rolled back, whatever the policy says
 * @param monitoring controls that only monitor at the stage of new executions in PAPER
 * @param watched the newest look of this service at what ramps; without readings while nothing does
 * @param history every change, the newest first
 */
public record RolloutStatus(
    RolloutView policy,
    boolean variable,
    List<String> monitoring,
    WatchReport watched,
    List<PolicyRevision> history) {

  public RolloutStatus {
    monitoring = List.copyOf(monitoring);
    history = List.copyOf(history);
  }
}
