package dev.aurora.workflows.promotion;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.SignalPayload;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line a step: assess, wait for two, grant, ramp, watch. */
public final class PromotionWorkflowImpl implements PromotionWorkflow {

  private final PromotionInput input;
  private final List<String> refusals = new ArrayList<>();
  private PromotionState state = PromotionState.ASSESSING;
  private List<String> reasons = List.of();
  private String dossierDigest = "";
  private int rampPercent;
  private @Nullable String approvalId;
  private boolean looks;

  /** An update can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public PromotionWorkflowImpl(PromotionInput input) {
    this.input = input;
  }

  @Override
  public PromotionReport run(PromotionInput asked) {
    PromotionAssessment assessment =
        thinking("Hold the candidate against the conditions").assess(input);
    dossierDigest = assessment.dossierDigest();
    if (!assessment.go()) {
      return end(PromotionState.REFUSED, assessment.reasons());
    }
    move(PromotionState.WAITING);
    Optional<PromotionReport> ended = awaitTwoPersons();
    if (ended.isPresent()) {
      return ended.orElseThrow();
    }
    PromotionAnswer granted =
        thinking("Grant what two persons approved").grant(input, String.valueOf(approvalId));
    if (!granted.done()) {
      return end(PromotionState.REFUSED, List.of(granted.detail()));
    }
    move(PromotionState.RAMPING);
    for (int percent : input.rampSteps()) {
      Optional<PromotionReport> halted = ramp(percent);
      if (halted.isPresent()) {
        return halted.orElseThrow();
      }
    }
    return end(PromotionState.PROMOTED, List.of());
  }

  @Override
  public PromotionAnswer approve(@Nullable RawValue payload) {
    Optional<String> id = SignalPayload.read(payload).text("approvalId");
    if (id.isEmpty()) {
      return refused("an approval id is needed, which only the service writes for persons");
    }
    if (id.get().equals(approvalId)) {
      return new PromotionAnswer(true, "approved before");
    }
    if (state.ended() || state == PromotionState.RAMPING) {
      return refused("it waits for no approval: " + state);
    }
    PromotionAnswer answer = books("Look up approval " + id.get()).approved(input.id(), id.get());
    if (!answer.done()) {
      return refused(answer.detail());
    }
    approvalId = id.get();
    return answer;
  }

  @Override
  public void refresh() {
    looks = true;
  }

  @Override
  public PromotionReport state() {
    return new PromotionReport(
        input.id(), state, rampPercent, reasons.isEmpty() ? refusals : reasons, dossierDigest);
  }

  /** Empty when two persons have approved; else how it ended. */
  private Optional<PromotionReport> awaitTwoPersons() {
    long deadline = Workflow.currentTimeMillis() + input.approveWithin().toMillis();
    while (approvalId == null) {
      Duration left = Duration.ofMillis(deadline - Workflow.currentTimeMillis());
      if (left.isNegative()
          || left.isZero()
          || !Workflow.await(left, () -> approvalId != null || looks)) {
        return Optional.of(
            end(
                PromotionState.EXPIRED,
                List.of("Two approvals did not come within " + input.approveWithin() + ".")));
      }
      boolean asked = looks;
      // Before the look: what is asked for while it looks is looked at once more.
      looks = false;
      if (asked && books("Look whether it was withdrawn").look(input).withdrawn()) {
        return Optional.of(end(PromotionState.WITHDRAWN, List.of()));
      }
    }
    return Optional.empty();
  }

  /** One step of the ramp and its soak; empty when it stayed green. */
  private Optional<PromotionReport> ramp(int percent) {
    PromotionAnswer ramped =
        books("Let " + percent + " % of the envelope through").ramp(input.id(), percent);
    if (!ramped.done()) {
      return Optional.of(end(PromotionState.WITHDRAWN, List.of(ramped.detail())));
    }
    rampPercent = percent;
    show();
    long deadline = Workflow.currentTimeMillis() + input.soak().toMillis();
    while (true) {
      PromotionHealth health = thinking("Look how " + percent + " % does").look(input);
      if (health.withdrawn()) {
        return Optional.of(end(PromotionState.WITHDRAWN, List.of()));
      }
      if (!health.red().isEmpty()) {
        return Optional.of(end(PromotionState.RAMPED_TO_ZERO, health.red()));
      }
      long left = deadline - Workflow.currentTimeMillis();
      if (left <= 0) {
        return Optional.empty();
      }
      Workflow.await(Duration.ofMillis(Math.min(left, input.lookEvery().toMillis())), () -> looks);
      looks = false;
    }
  }

  private PromotionReport end(PromotionState end, List<String> why) {
    books("Write how it ended: " + end).end(input.id(), end, why);
    reasons = why;
    rampPercent =
        end == PromotionState.WITHDRAWN || end == PromotionState.RAMPED_TO_ZERO ? 0 : rampPercent;
    move(end);
    return state();
  }

  private PromotionAnswer refused(String why) {
    refusals.add(why);
    show();
    return PromotionAnswer.refused(why);
  }

  private void move(PromotionState next) {
    state = next;
    show();
  }

  private void show() {
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(state.name()));
    String details = PromotionDetails.of(input, state(), refusals);
    Workflow.setCurrentDetails(details);
    // Current details are answered by a worker; a memo is there when none lives any more.
    Workflow.upsertMemo(Map.of("state", details));
  }

  /** Reads and writes of the books. */
  private static PromotionActivities books(String summary) {
    return Workflow.newActivityStub(PromotionActivities.class, ActivitySettings.books(summary));
  }

  /** Gathers evidence and draws the dossier, which takes longer. */
  private static PromotionActivities thinking(String summary) {
    return Workflow.newActivityStub(PromotionActivities.class, ActivitySettings.check(summary));
  }
}
