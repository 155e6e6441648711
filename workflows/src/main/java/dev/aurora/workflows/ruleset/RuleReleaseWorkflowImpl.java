package dev.aurora.workflows.ruleset;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.SignalPayload;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Leads one rule set into force, and watches it there. */
public final class RuleReleaseWorkflowImpl implements RuleReleaseWorkflow {

  /** Within it a proposal is approved and activated, or lapses: reports grow old. */
  static final Duration SHELF_LIFE = Duration.ofDays(7);

  /** How long an activation waits for workers that are not ready. */
  private static final Duration READY_MAX = Duration.ofMinutes(2);

  private static final Duration READY_LOOKS = Duration.ofSeconds(1);
  private static final Duration SHADOW_LOOKS = Duration.ofSeconds(5);

  /** After an activation every worker is looked at this often, for this long. */
  private static final Duration WATCH_LOOKS = Duration.ofSeconds(30);

  private static final Duration WATCH = Duration.ofMinutes(5);

  private static final int ANSWERS_MAX = 20;

  private final RuleReleaseInput input;
  private RuleReleaseStage stage = RuleReleaseStage.PROVING;
  private String detail = "being checked";
  private List<String> workers = List.of();
  private @Nullable Instant until;
  private final List<String> proofs = new ArrayList<>();
  private final List<RuleReleaseAnswer> answered = new ArrayList<>();
  private boolean news;

  /** Updates can be delivered before the workflow method runs, so the state is set up here. */
  @WorkflowInit
  public RuleReleaseWorkflowImpl(RuleReleaseInput input) {
    this.input = input;
  }

  @Override
  public RuleReleaseState run(RuleReleaseInput same) {
    if (proved()) {
      shadow();
      awaitActivation();
      watch();
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    show();
    return state();
  }

  @Override
  public RuleReleaseAnswer approve(@Nullable RawValue payload) {
    awaitProofs();
    return done("approve", payload, RuleReleaseActivities::approve);
  }

  @Override
  public RuleReleaseAnswer activate(@Nullable RawValue payload) {
    awaitProofs();
    Instant patience = now().plus(READY_MAX);
    RuleReleaseAnswer answer = done("activate", payload, RuleReleaseActivities::activate);
    while (answer.outcome() == RuleReleaseAnswer.Outcome.NOT_YET && now().isBefore(patience)) {
      Workflow.sleep(READY_LOOKS);
      answer = done("activate", payload, RuleReleaseActivities::activate);
    }
    return answer;
  }

  /** Nothing is activated on a proof that is not there yet. */
  private void awaitProofs() {
    Workflow.await(() -> stage != RuleReleaseStage.PROVING && stage != RuleReleaseStage.SHADOW);
  }

  @Override
  public RuleReleaseAnswer revert(@Nullable RawValue payload) {
    return done("revert", payload, RuleReleaseActivities::revert);
  }

  @Override
  public void refresh() {
    news = true;
  }

  @Override
  public RuleReleaseState state() {
    return new RuleReleaseState(stage, detail, proofs, answered);
  }

  private boolean proved() {
    return proof("Check the stored texts", RuleReleaseActivities::check)
        && proof("Run the stored cases", RuleReleaseActivities::test)
        && proof("Replay recorded decisions", RuleReleaseActivities::replay);
  }

  private boolean proof(
      String summary, BiFunction<RuleReleaseActivities, String, RuleReleaseStep> step) {
    RuleReleaseStep came = step.apply(activities(ActivitySettings.prove(summary)), input.release());
    proofs.add(came.detail());
    if (!came.passed()) {
      stand(RuleReleaseStage.REFUSED, came.detail());
    }
    show();
    return came.passed();
  }

  /** Real orders, no say: ends by time, or by itself when it costs too much. */
  private void shadow() {
    if (input.shadowSeconds() > 0) {
      RuleReleaseStep begun = books("Begin beside the live set").beginShadow(input.release());
      stand(RuleReleaseStage.SHADOW, begun.detail());
      show();
      Instant end = now().plusSeconds(input.shadowSeconds());
      boolean goesOn = begun.passed();
      while (goesOn && now().isBefore(end)) {
        Workflow.sleep(shorter(SHADOW_LOOKS, Duration.between(now(), end)));
        RuleReleaseStep look = books("See how it judges").shadow(input.release());
        detail = look.detail();
        goesOn = look.passed();
        show();
      }
      proofs.add(books("End beside the live set").endShadow(input.release()).detail());
    }
    look();
  }

  private void awaitActivation() {
    Instant end = now().plus(SHELF_LIFE);
    while (waitsForPersons() && now().isBefore(end)) {
      if (Workflow.await(Duration.between(now(), end), () -> news || !waitsForPersons())) {
        look();
      }
    }
    if (waitsForPersons()) {
      take(books("Nobody wanted it in time").lapse(input.release()));
    }
  }

  private boolean waitsForPersons() {
    return stage == RuleReleaseStage.PROPOSED || stage == RuleReleaseStage.APPROVED;
  }

  /** Looks often at first; then whenever the books have news, and when its time is over. */
  private void watch() {
    Instant closely = now().plus(WATCH);
    while (stage == RuleReleaseStage.IN_FORCE) {
      Optional<Duration> next = nextLook(closely);
      if (next.isPresent()) {
        Workflow.await(next.orElseThrow(), () -> news);
      } else {
        Workflow.await(() -> news);
      }
      look();
    }
  }

  private Optional<Duration> nextLook(Instant closely) {
    Instant end = until;
    Duration left =
        end == null ? Duration.ZERO : shorter(Duration.ofDays(30), Duration.between(now(), end));
    Duration atLeast = Duration.ofSeconds(1);
    if (now().isBefore(closely)) {
      return Optional.of(end == null ? WATCH_LOOKS : longer(atLeast, shorter(WATCH_LOOKS, left)));
    }
    return end == null ? Optional.empty() : Optional.of(longer(atLeast, left));
  }

  private RuleReleaseAnswer done(
      String word,
      @Nullable RawValue payload,
      BiFunction<RuleReleaseActivities, RuleReleaseCommand, RuleReleaseAnswer> deed) {
    Optional<String> approval = SignalPayload.read(payload).text("approvalId");
    if (stage == RuleReleaseStage.REFUSED) {
      return remembered(RuleReleaseAnswer.refused("a proof of it failed: " + detail));
    }
    RuleReleaseAnswer answer =
        approval
            .map(id -> deed.apply(books(word), new RuleReleaseCommand(input.release(), id)))
            .orElseGet(
                () ->
                    RuleReleaseAnswer.refused(
                        word + " needs an approval id, which only the service writes"));
    detail = answer.detail();
    news = true;
    return remembered(answer);
  }

  private RuleReleaseAnswer remembered(RuleReleaseAnswer answer) {
    if (answer.outcome() != RuleReleaseAnswer.Outcome.NOT_YET) {
      answered.add(answer);
    }
    if (answered.size() > ANSWERS_MAX) {
      answered.remove(0);
    }
    show();
    return answer;
  }

  private void look() {
    news = false;
    take(books("Read where it stands").look(input.release()));
  }

  private void take(RuleReleaseView view) {
    until = view.until();
    workers = view.workers();
    stand(view.stage(), view.detail());
    show();
  }

  private void stand(RuleReleaseStage at, String said) {
    stage = at;
    detail = said;
  }

  private void show() {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.RULE_SET.valueSet(input.ruleSet()),
        SearchAttributes.STATE.valueSet(stage.name()));
    String page = RuleReleasePage.of(input, state(), until, workers);
    Workflow.setCurrentDetails(page);
    // Current details are answered by a worker; a memo is there when none lives any more.
    Workflow.upsertMemo(Map.of("state", page));
  }

  private static RuleReleaseActivities books(String summary) {
    return activities(ActivitySettings.books(summary));
  }

  private static RuleReleaseActivities activities(ActivityOptions options) {
    return Workflow.newActivityStub(RuleReleaseActivities.class, options);
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
