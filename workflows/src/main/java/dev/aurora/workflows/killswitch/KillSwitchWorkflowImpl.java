package dev.aurora.workflows.killswitch;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.killswitch.KillApproval.Deed;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Latches every kill that is signalled, in order, for ever, and shows what the books say of kills.
 *
 * <p>Every step beyond latching follows a message that older histories can't hold, {@code look},
 * {@code confirm} or {@code release}: no step of theirs has changed, so none stands behind a
 * version ({@code ReplayTest}).
 */
public final class KillSwitchWorkflowImpl implements KillSwitchWorkflow {

  private static final int SUMMARY_LENGTH_MAX = 150;

  private final List<KillCommand> engaged;
  private final List<KillRefusal> refused;
  private final Deque<KillCommand> waiting = new ArrayDeque<>();
  private List<KillStand> kills;
  private boolean latching;
  private int received;

  /** How many looks at the books were asked for, and how many of them have been answered. */
  private long looksAsked;

  private long looksDone;
  private boolean looking;

  /** Signals can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public KillSwitchWorkflowImpl(KillSwitchState carriedOn) {
    engaged = new ArrayList<>(carriedOn.engaged());
    kills = carriedOn.kills();
    refused = new ArrayList<>(carriedOn.refused());
  }

  @Override
  public void run(KillSwitchState carriedOn) {
    show();
    while (true) {
      Workflow.await(() -> !waiting.isEmpty() || mayLook() || mayContinueAsNew());
      if (!waiting.isEmpty()) {
        latchNext();
      } else if (mayLook()) {
        // Aside: books that can't be read must not keep the next kill waiting.
        looking = true;
        Async.procedure(this::lookAtTheBooks);
      } else {
        Workflow.continueAsNew(state());
      }
    }
  }

  @Override
  public void engage(@Nullable RawValue payload) {
    // A signal that names no command id is a kill of its own; run id and count make it unique.
    String fallbackId = "signal/" + Workflow.getInfo().getRunId() + "/" + ++received;
    waiting.add(KillPayload.read(payload, fallbackId));
  }

  @Override
  public void look() {
    looksAsked++;
  }

  @Override
  public KillAnswer confirm(@Nullable RawValue payload) {
    return answer(KillApproval.read(Deed.CONFIRM, payload));
  }

  @Override
  public KillAnswer release(@Nullable RawValue payload) {
    return answer(KillApproval.read(Deed.RELEASE, payload));
  }

  @Override
  public KillSwitchState sync() {
    Workflow.await(() -> waiting.isEmpty() && !latching);
    return state();
  }

  @Override
  public KillSwitchState state() {
    return new KillSwitchState(engaged, kills, refused);
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

  private boolean mayLook() {
    return looksAsked > looksDone && !looking;
  }

  private void lookAtTheBooks() {
    long asked = looksAsked;
    Set<String> latchedBefore =
        new HashSet<>(engaged.stream().map(KillCommand::commandId).toList());
    kills = books("Read where every kill stands").stands().kills();
    Set<String> inForce =
        new HashSet<>(kills.stream().filter(KillStand::inForce).map(KillStand::commandId).toList());
    engaged.removeIf(
        kill -> latchedBefore.contains(kill.commandId()) && !inForce.contains(kill.commandId()));
    looksDone = asked;
    looking = false;
    show();
  }

  private KillAnswer answer(KillApproval asked) {
    String word = asked.deed().word();
    if (!asked.isComplete()) {
      return refuse(asked, "It names no approval: use `aurora kill " + word + "`.");
    }
    if (!books("Look up the approval of a " + word).approved(asked)) {
      return refuse(asked, "The books hold no such approval: use `aurora kill " + word + "`.");
    }
    long mine = ++looksAsked;
    Workflow.await(() -> looksDone >= mine);
    return KillAnswer.done(asked);
  }

  private KillAnswer refuse(KillApproval asked, String why) {
    refused.add(
        new KillRefusal(
            asked.deed().word(),
            asked.commandId(),
            why,
            Instant.ofEpochMilli(Workflow.currentTimeMillis())));
    if (refused.size() > KillSwitchState.REFUSED_MAX) {
      refused.remove(0);
    }
    show();
    return KillAnswer.refused(why);
  }

  private static KillRecordActivities books(String summary) {
    return Workflow.newActivityStub(KillRecordActivities.class, ActivitySettings.books(summary));
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

  /** Never while somebody waits for an answer, nor for the books. */
  private boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested()
        && Workflow.isEveryHandlerFinished()
        && looksDone >= looksAsked
        && !looking;
  }

  private void show() {
    KillSwitchPage page = new KillSwitchPage(state());
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.KILLED.valueSet(page.stopsSomething()),
        SearchAttributes.STATE.valueSet(page.word()));
    String details = page.text();
    Workflow.setCurrentDetails(details);
    Workflow.upsertMemo(Map.of("state", details));
  }
}
