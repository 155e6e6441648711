package dev.aurora.workflows.stage;

import dev.aurora.rules.fact.Stage;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which steps an execution takes, for as long as it lives: what its history recorded at its top.
 *
 * @param choice of the starter, at the stage that was recorded
 * @param older whether it began before stages were versions: then its input alone says the stage
 */
public record StagePath(StageChoice choice, boolean older) {

  /** Asks history, or records; the first thing that a workflow method does. */
  public static StagePath take(StageChoice asked) {
    int version = Workflow.getVersion(Changes.STAGE, Workflow.DEFAULT_VERSION, Changes.STAGE_MAX);
    boolean older = version == Workflow.DEFAULT_VERSION && asked.provenance() == null;
    StageChoice taken =
        version == Workflow.DEFAULT_VERSION ? asked : asked.at(StageVersions.stage(version));
    return new StagePath(taken, older);
  }

  /** Whether a run's artifacts are judged by the gates: from week-one on. */
  public boolean judges() {
    return older
        ? Workflow.getVersion(Changes.L0_GATES, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION
        : choice.stage() != Stage.BASELINE;
  }

  /** Whether books and broker are compared before the first order: from week-one on. */
  public boolean reconciles() {
    return !older && choice.stage() != Stage.BASELINE;
  }

  /** Leaves on the execution's page what it is; nothing on one from before it was recorded. */
  public void show() {
    Provenance provenance = choice.provenance();
    if (provenance == null) {
      return;
    }
    Map<String, Object> snapshot = new LinkedHashMap<>();
    snapshot.put("stage", choice.stage().word());
    snapshot.put("rollback", choice.rollback());
    snapshot.put("policyRevision", choice.policyRevision());
    snapshot.put("ruleSet", provenance.ruleSet());
    snapshot.put("model", provenance.model());
    snapshot.put("build", provenance.build());
    Workflow.upsertMemo(Map.of("snapshot", snapshot));
    Workflow.upsertTypedSearchAttributes(SearchAttributes.RULE_SET.valueSet(provenance.ruleSet()));
    Workflow.setCurrentDetails(choice.sentence());
  }
}
