package dev.aurora.workflows.rollout;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Writes every change that is asked for into the books, in order, for ever. */
public final class RolloutWorkflowImpl implements RolloutWorkflow {

  private static final Logger LOG = Workflow.getLogger(RolloutWorkflowImpl.class);
  private static final int SUMMARY_LENGTH_MAX = 150;

  /** How often the metrics of what ramps are looked at. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private @Nullable RolloutView view;
  private final List<RolloutAnswer> answered;
  private final Deque<RolloutPayload.Told> waiting = new ArrayDeque<>();
  private boolean looks = true;
  private boolean writing;
  private int received;
  private boolean watching;
  private @Nullable BuildView builds;

  /** The last look at the builds failed: {@link #builds} is what was known before it. */
  private boolean buildsUnread;

  private @Nullable WatchReport watched;

  /** Signals can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public RolloutWorkflowImpl(RolloutState carriedOn) {
    view = carriedOn.view();
    answered = new ArrayList<>(carriedOn.answered());
    watching = carriedOn.watching();
    builds = carriedOn.builds();
    watched = carriedOn.watched();
  }

  @Override
  public void run(RolloutState carriedOn) {
    while (true) {
      boolean timeIsUp = await();
      if (!waiting.isEmpty()) {
        writeNext();
      } else if (looks) {
        look();
      } else if (timeIsUp) {
        watchRamps();
      } else {
        Workflow.continueAsNew(state());
      }
    }
  }

  /**
   * Until there is something to do.
   *
   * @return whether it is time to look at what ramps, or may ramp; never before the first {@code
   *     watch}, so that a history without one has no timer
   */
  private boolean await() {
    if (watching && (ramps() || buildsUnread)) {
      return !Workflow.await(LOOK_EVERY, this::hasWork);
    }
    Workflow.await(this::hasWork);
    return false;
  }

  private boolean hasWork() {
    return !waiting.isEmpty() || looks || mayContinueAsNew();
  }

  private boolean ramps() {
    RolloutView stages = view;
    BuildView now = builds;
    return stages != null
            && (stages.rampPercent() > 0
                || stages.rows().stream().anyMatch(row -> row.rampPercent() > 0))
        || now != null && now.ramping() != null;
  }

  @Override
  public void rollback(@Nullable RawValue payload) {
    waiting.add(RolloutPayload.read(RolloutAction.ROLLBACK, payload, nextId()));
  }

  @Override
  public void refresh() {
    looks = true;
  }

  @Override
  public void watch() {
    watching = true;
    looks = true;
  }

  @Override
  public BuildAnswer advanceBuild(@Nullable RawValue payload) {
    return moved(RolloutPayload.read(BuildAction.ADVANCE, payload, nextId()));
  }

  @Override
  public BuildAnswer rampBuild(@Nullable RawValue payload) {
    return moved(RolloutPayload.read(BuildAction.RAMP, payload, nextId()));
  }

  @Override
  public BuildAnswer rollbackBuild(@Nullable RawValue payload) {
    return moved(RolloutPayload.read(BuildAction.ROLLBACK, payload, nextId()));
  }

  @Override
  public RolloutAnswer advance(@Nullable RawValue payload) {
    return answered(RolloutPayload.read(RolloutAction.ADVANCE, payload, nextId()));
  }

  @Override
  public RolloutAnswer ramp(@Nullable RawValue payload) {
    return answered(RolloutPayload.read(RolloutAction.RAMP, payload, nextId()));
  }

  @Override
  public RolloutState sync() {
    Workflow.await(() -> waiting.isEmpty() && !writing && view != null);
    return state();
  }

  @Override
  public RolloutState state() {
    return new RolloutState(view, answered, watching, builds, watched);
  }

  private RolloutAnswer answered(RolloutPayload.Told told) {
    Optional<RolloutAnswer> before = answerTo(told.commandId());
    if (before.isPresent()) {
      return before.orElseThrow();
    }
    waiting.add(told);
    Workflow.await(() -> answerTo(told.commandId()).isPresent());
    return answerTo(told.commandId()).orElseThrow();
  }

  private Optional<RolloutAnswer> answerTo(String commandId) {
    return answered.stream().filter(answer -> answer.commandId().equals(commandId)).findFirst();
  }

  /** A message that names no command id is a command of its own; run id and count say which. */
  private String nextId() {
    return "message/" + Workflow.getInfo().getRunId() + "/" + ++received;
  }

  private void writeNext() {
    RolloutPayload.Told told = waiting.remove();
    writing = true;
    RolloutCommand command = told.command();
    RolloutAnswer answer =
        command == null
            ? new RolloutAnswer(told.commandId(), false, told.refusal(), look())
            : activities(summary(command.action().toString(), command.by(), command.reason()))
                .apply(command);
    writing = false;
    remember(answer);
    view = answer.view();
    show(answer.view());
  }

  private RolloutView look() {
    looks = false;
    RolloutView found = activities("Read the stage policy").read();
    view = found;
    if (watching) {
      lookAtBuilds();
    }
    show(found);
    return found;
  }

  /** A rollback of the stage does not wait for builds that can't be read: what was known stands. */
  private void lookAtBuilds() {
    try {
      builds =
          Workflow.newActivityStub(
                  BuildActivities.class, ActivitySettings.look("Read which builds executions take"))
              .read();
      buildsUnread = false;
    } catch (ActivityFailure failed) {
      LOG.error("the builds can't be read; tried again", failed);
      buildsUnread = true;
    }
  }

  private void watchRamps() {
    WatchReport report = watchReport();
    watched = report;
    looks = looks || report.changed() || buildsUnread;
    RolloutView now = view;
    if (now != null) {
      show(now);
    }
  }

  /** A look that fails is red, and done again after {@link #LOOK_EVERY}. */
  private static WatchReport watchReport() {
    try {
      return Workflow.newActivityStub(
              RolloutWatchActivities.class,
              ActivitySettings.look("Look at the metrics of what ramps"))
          .look();
    } catch (ActivityFailure failed) {
      LOG.error("what ramps can't be looked at; tried again", failed);
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return new WatchReport(
          List.of(
              new PathReading(
                  "what ramps",
                  0,
                  0,
                  List.of(new PathMetric("unreadable", String.valueOf(cause), "readable", true)),
                  "")));
    }
  }

  private BuildAnswer moved(RolloutPayload.BuildTold told) {
    BuildCommand command = told.command();
    BuildAnswer answer =
        command == null
            ? new BuildAnswer(
                told.commandId(), false, told.refusal(), builds("Read the builds").read())
            : builds(summary(command.action().toString(), command.by(), command.reason()))
                .apply(command);
    builds = answer.view();
    looks = true;
    return answer;
  }

  private void remember(RolloutAnswer answer) {
    answered.removeIf(earlier -> earlier.commandId().equals(answer.commandId()));
    answered.add(answer);
    if (answered.size() > RolloutState.REMEMBERED_MAX) {
      answered.remove(0);
    }
  }

  private boolean mayContinueAsNew() {
    return Workflow.getInfo().isContinueAsNewSuggested() && Workflow.isEveryHandlerFinished();
  }

  private void show(RolloutView now) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.STAGE.valueSet(now.stage().word()),
        SearchAttributes.STATE.valueSet(now.rollback() ? "ROLLED_BACK" : "FORWARD"));
    String details = RolloutDetails.of(now, answered, builds, watched);
    Workflow.setCurrentDetails(details);
    // Current details are answered by a worker; a memo is there when none lives any more.
    Workflow.upsertMemo(Map.of("state", details));
  }

  /** What the timeline of the web UI shows: it cuts summaries at 200 bytes. */
  private static String summary(String action, String by, String reason) {
    String text = action + ", by " + by + ": " + reason;
    return text.length() <= SUMMARY_LENGTH_MAX ? text : text.substring(0, SUMMARY_LENGTH_MAX);
  }

  private static BuildActivities builds(String summary) {
    return Workflow.newActivityStub(BuildActivities.class, ActivitySettings.routing(summary));
  }

  private static RolloutActivities activities(String summary) {
    return Workflow.newActivityStub(RolloutActivities.class, ActivitySettings.books(summary));
  }
}
