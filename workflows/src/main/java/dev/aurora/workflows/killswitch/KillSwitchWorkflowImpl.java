package dev.aurora.workflows.killswitch;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Latches every kill that is signalled, in order, for ever. */
public final class KillSwitchWorkflowImpl implements KillSwitchWorkflow {

  private static final int SUMMARY_LENGTH_MAX = 150;

  private final List<KillCommand> engaged;
  private final Deque<KillCommand> waiting = new ArrayDeque<>();
  private boolean latching;
  private int received;

  /** Signals can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public KillSwitchWorkflowImpl(KillSwitchState carriedOn) {
    engaged = new ArrayList<>(carriedOn.engaged());
  }

  @Override
  public void run(KillSwitchState carriedOn) {
    show();
    while (true) {
      Workflow.await(() -> !waiting.isEmpty() || mayContinueAsNew());
      if (waiting.isEmpty()) {
        Workflow.continueAsNew(state());
      }
      latchNext();
    }
  }

  @Override
  public void engage(@Nullable RawValue payload) {
    // A signal that names no command id is a kill of its own; run id and count make it unique.
    String fallbackId = "signal/" + Workflow.getInfo().getRunId() + "/" + ++received;
    waiting.add(KillPayload.read(payload, fallbackId));
  }

  @Override
  public KillSwitchState sync() {
    Workflow.await(() -> waiting.isEmpty() && !latching);
    return state();
  }

  @Override
  public KillSwitchState state() {
    return new KillSwitchState(engaged);
  }

  private void latchNext() {
    KillCommand command = waiting.remove();
    latching = true;
    Workflow.newActivityStub(KillSwitchActivities.class, ActivitySettings.books(summary(command)))
        .latch(command);
    latching = false;
    remember(command);
    show();
  }

  /** What the timeline of the web UI shows: it cuts summaries at 200 bytes. */
  private static String summary(KillCommand command) {
    String text =
        "Latch "
            + command.level()
            + " for "
            + command.scope()
            + ", by "
            + command.by()
            + ": "
            + command.reason();
    return text.length() <= SUMMARY_LENGTH_MAX ? text : text.substring(0, SUMMARY_LENGTH_MAX);
  }

  private void remember(KillCommand command) {
    engaged.removeIf(earlier -> earlier.commandId().equals(command.commandId()));
    engaged.add(command);
    if (engaged.size() > KillSwitchState.REMEMBERED_MAX) {
      engaged.remove(0);
    }
  }

  private boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished();
  }

  private void show() {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.KILLED.valueSet(!engaged.isEmpty()),
        SearchAttributes.STATE.valueSet(engaged.isEmpty() ? "QUIET" : "ENGAGED"));
    String details = engaged.isEmpty() ? "No kill is engaged." : table();
    Workflow.setCurrentDetails(details);
    Workflow.upsertMemo(Map.of("state", details));
  }

  private String table() {
    StringBuilder text =
        new StringBuilder("**Trading is stopped.**\n\n| scope | level | by | reason | source |\n")
            .append("|---|---|---|---|---|\n");
    for (KillCommand kill : engaged) {
      text.append("| ")
          .append(kill.scope())
          .append(" | ")
          .append(kill.level())
          .append(" | ")
          .append(cell(kill.by()))
          .append(" | ")
          .append(cell(kill.reason()))
          .append(" | ")
          .append(kill.source())
          .append(" |\n");
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
