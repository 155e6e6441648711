package dev.aurora.workflows.stage;

import dev.aurora.rules.fact.Stage;
import java.util.Objects;

/**
 * The rollout stage of one execution, resolved once by its starter and carried in its input: a
 * worker that dies inside the first workflow task would decide again after a flip.
 *
 * @param policyRevision revision of the stage policy that was read
 * @param rollback whether the rollback flag decided
 */
public record StageChoice(Stage stage, long policyRevision, boolean rollback) {

  public StageChoice {
    Objects.requireNonNull(stage, "stage");
  }
}
