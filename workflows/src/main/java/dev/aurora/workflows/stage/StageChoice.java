package dev.aurora.workflows.stage;

import dev.aurora.rules.fact.Stage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rollout stage of one execution, resolved once by its starter and carried in its input: a
 * worker that dies inside the first workflow task would decide again after a flip.
 *
 * @param policyRevision revision of the stage policy that was read; 0 = as shipped
 * @param rollback whether the rollback flag decided
 * @param reducersOnly why orders that open or enlarge a position are to be denied; null = they are
 *     judged as any other
 * @param provenance what the starter ran on; null in inputs from before it was recorded
 */
public record StageChoice(
    Stage stage,
    long policyRevision,
    boolean rollback,
    @Nullable String reducersOnly,
    @Nullable Provenance provenance) {

  public StageChoice {
    Objects.requireNonNull(stage, "stage");
  }

  /** A choice that says nothing of where it was made. */
  public StageChoice(Stage stage, long policyRevision, boolean rollback) {
    this(stage, policyRevision, rollback, null, null);
  }

  /** The same choice at the stage that history recorded. */
  StageChoice at(Stage recorded) {
    return recorded == stage
        ? this
        : new StageChoice(recorded, policyRevision, rollback, reducersOnly, provenance);
  }

  /** The same choice, made by a starter that runs on {@code its}. */
  public StageChoice on(Provenance its) {
    return new StageChoice(stage, policyRevision, rollback, reducersOnly, its);
  }

  /** For a person: what this execution is, whatever changes afterwards. */
  public String sentence() {
    String text =
        "Stage **"
            + stage.word()
            + "**"
            + (rollback ? ", **rolled back**" : "")
            + " (stage policy revision "
            + policyRevision
            + ")"
            + (provenance == null ? "" : ", " + provenance.sentence());
    return reducersOnly == null ? text : text + ". Only reducers pass: " + reducersOnly;
  }
}
