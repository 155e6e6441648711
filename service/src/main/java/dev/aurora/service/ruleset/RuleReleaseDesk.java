package dev.aurora.service.ruleset;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.order.Heartbeat;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.workflows.ruleset.RuleReleaseActivities;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer.Outcome;
import dev.aurora.workflows.ruleset.RuleReleaseCommand;
import dev.aurora.workflows.ruleset.RuleReleaseStage;
import dev.aurora.workflows.ruleset.RuleReleaseStep;
import dev.aurora.workflows.ruleset.RuleReleaseView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a release, as its workflow asks for them. Each call again is the same step. */
@ApplicationScoped
public class RuleReleaseDesk implements RuleReleaseActivities {

  private static final Logger LOG = LoggerFactory.getLogger(RuleReleaseDesk.class);

  private final ReleaseStore store;
  private final ReleaseProofs proofs;
  private final RuleSetWorkers workers;
  private final ShadowRows shadows;
  private final Approvals approvals;
  private final Clock clock;

  @Inject
  public RuleReleaseDesk(
      ReleaseStore store,
      ReleaseProofs proofs,
      RuleSetWorkers workers,
      ShadowRows shadows,
      Approvals approvals,
      Clock clock) {
    this.store = store;
    this.proofs = proofs;
    this.workers = workers;
    this.shadows = shadows;
    this.approvals = approvals;
    this.clock = clock;
  }

  /** For the client proxy. */
  protected RuleReleaseDesk() {
    this(unread(), unread(), unread(), unread(), unread(), unread());
  }

  @Override
  public RuleReleaseStep check(String release) {
    return again(Proof.CHECK, release);
  }

  @Override
  public RuleReleaseStep test(String release) {
    return again(Proof.TEST, release);
  }

  /** What was signed must come out again, or something else is meant than what was seen. */
  private RuleReleaseStep again(Proof proof, String release) {
    try (Heartbeat beating = Heartbeat.start()) {
      StoredRuleSet set = stored(release);
      ReleaseProofs.Report report = proof.of(proofs, set.files().policy());
      if (!report.text().equals(set.files().report(proof.reportName()))) {
        return proved(
            set, false, proof.word() + ": the report is not the one that it was proposed with");
      }
      return proved(set, report.passed(), report.summary());
    }
  }

  /** Decisions go on being recorded: this report may say more than the one it was proposed with. */
  @Override
  public RuleReleaseStep replay(String release) {
    try (Heartbeat beating = Heartbeat.start()) {
      StoredRuleSet set = stored(release);
      ReleaseProofs.Report report = Proof.REPLAY.of(proofs, set.files().policy());
      return proved(set, report.passed(), report.summary());
    }
  }

  /** What failed is refused in the books, not by its workflow alone: nobody approves it there. */
  private RuleReleaseStep proved(StoredRuleSet set, boolean passed, String detail) {
    if (!passed) {
      store.add(Lapses.whileOpen("proof", set, "a proof failed: " + detail));
    }
    return new RuleReleaseStep(passed, detail);
  }

  @Override
  public RuleReleaseStep beginShadow(String release) {
    store.add(Trials.begin(release, stored(release)));
    return shadow(release);
  }

  @Override
  public RuleReleaseStep shadow(String release) {
    boolean goesOn = store.read().steps(release).getLast().action() == ReleaseAction.SHADOW_BEGUN;
    return new RuleReleaseStep(goesOn, shadows.of(release).sentence());
  }

  @Override
  public RuleReleaseStep endShadow(String release) {
    store.add(Trials.end(release, stored(release), "its workflow", "its time is over"));
    String why =
        store
            .read()
            .step(release, ReleaseAction.SHADOW_ENDED)
            .map(ReleaseEntry::reason)
            .orElse("it was not tried");
    return new RuleReleaseStep(true, "shadow: " + shadows.of(release).sentence() + "; " + why);
  }

  @Override
  public RuleReleaseAnswer approve(RuleReleaseCommand command) {
    Optional<ReleaseEntry> approved =
        store
            .read()
            .step(command.release(), ReleaseAction.APPROVED)
            .filter(entry -> entry.commandId().equals(command.approvalId()));
    return approved
        .map(entry -> answer(Outcome.DONE, "approved by " + entry.by() + ": " + entry.reason()))
        .orElseGet(() -> answer(Outcome.REFUSED, "no such approval of this rule set"));
  }

  @Override
  public RuleReleaseAnswer activate(RuleReleaseCommand command) {
    String release = command.release();
    Optional<Approval> approval =
        approvals.usedFor(release).stream()
            .filter(one -> one.id().equals(command.approvalId()))
            .filter(one -> one.action().equals(RuleReleases.ACTIVATE))
            .findFirst();
    if (approval.isEmpty()) {
      return answer(Outcome.REFUSED, "no such approval to activate this rule set");
    }
    Optional<ReleaseEntry> before = store.read().step(release, ReleaseAction.ACTIVATED);
    if (before.isPresent()) {
      return activated(before.orElseThrow(), command);
    }
    if (!clock.instant().isBefore(approval.orElseThrow().expires())) {
      return answer(Outcome.REFUSED, "that approval is older than an hour: ask again");
    }
    StoredRuleSet set = stored(release);
    List<String> lacking = workers.lacking(set.ruleSet());
    if (!lacking.isEmpty()) {
      return answer(
          Outcome.NOT_YET, "not ready on " + String.join(", ", lacking) + "; nothing was changed");
    }
    return store
        .add(activation(set, approval.orElseThrow()))
        .map(entry -> activated(entry, command))
        .orElseGet(() -> answer(Outcome.REFUSED, "it is not approved"));
  }

  private static ReleaseStore.Decision activation(StoredRuleSet set, Approval approval) {
    return (standing, now) -> {
      Optional<ReleaseEntry> approved =
          standing.staged().stream()
              .filter(entry -> entry.release().equals(set.release()))
              .findFirst();
      if (approved.isEmpty()) {
        return null;
      }
      if (standing.overtaken(approved.orElseThrow())) {
        return Lapses.overtaken(approved.orElseThrow(), set);
      }
      ReleaseTerms terms =
          standing.step(set.release(), ReleaseAction.PROPOSED).orElseThrow().terms();
      return new ReleaseStore.Step(
          approval.id(),
          ReleaseAction.ACTIVATED,
          set,
          approval.person(),
          approval.cause(),
          terms,
          terms.lasts() == null ? null : now.plus(terms.lasts()));
    };
  }

  private static RuleReleaseAnswer activated(ReleaseEntry entry, RuleReleaseCommand command) {
    LOG.warn("rule sets: {}", entry);
    if (entry.action() == ReleaseAction.LAPSED) {
      return answer(Outcome.REFUSED, entry.reason());
    }
    return entry.commandId().equals(command.approvalId())
        ? answer(
            Outcome.DONE,
            "in force on every worker since %s, by %s".formatted(entry.at(), entry.by())
                + (entry.until() == null ? "" : ", until " + entry.until()))
        : answer(Outcome.REFUSED, "it was activated at " + entry.at() + " by " + entry.by());
  }

  @Override
  public RuleReleaseAnswer revert(RuleReleaseCommand command) {
    return store.read().entries().stream()
        .filter(entry -> entry.action() == ReleaseAction.REVERTED)
        .filter(entry -> entry.commandId().equals(command.approvalId()))
        .findFirst()
        .map(entry -> answer(Outcome.DONE, "reverted by " + entry.by() + ": " + entry.reason()))
        .orElseGet(() -> answer(Outcome.REFUSED, "no such revert"));
  }

  @Override
  public RuleReleaseView look(String release) {
    ReleaseStanding standing = store.read();
    Instant now = clock.instant();
    Optional<ReleaseEntry> inForce = standing.inForce(now);
    boolean here = inForce.filter(entry -> entry.release().equals(release)).isPresent();
    RuleReleaseStage stage = ReleaseStages.of(standing, release, now);
    return new RuleReleaseView(
        stage,
        here ? inForce.orElseThrow().until() : null,
        stage == RuleReleaseStage.APPROVED || here ? workerLines(release) : List.of(),
        sentence(standing, release));
  }

  private List<String> workerLines(String release) {
    String rules = stored(release).ruleSet();
    Instant now = clock.instant();
    return workers.all().stream()
        .map(
            worker ->
                "%s: %s, %s%s"
                    .formatted(
                        worker.worker(),
                        worker.ready().contains(rules) ? "ready" : "NOT ready",
                        worker.answersBy().equals(rules) ? "answers by it" : "answers by another",
                        worker.liveAt(now) ? "" : ", silent since " + worker.seenAt()))
        .toList();
  }

  private static String sentence(ReleaseStanding standing, String release) {
    ReleaseEntry last = standing.steps(release).getLast();
    return "%s by %s at %s: %s".formatted(last.action(), last.by(), last.at(), last.reason());
  }

  @Override
  public RuleReleaseView lapse(String release) {
    StoredRuleSet set = stored(release);
    store.add(Lapses.whileOpen("lapse", set, "nobody approved and activated it in time"));
    return look(release);
  }

  private StoredRuleSet stored(String release) {
    return store
        .find(release)
        .orElseThrow(() -> new IllegalStateException("no rule set " + release + " in the books"));
  }

  private static RuleReleaseAnswer answer(Outcome outcome, String detail) {
    return new RuleReleaseAnswer(outcome, detail);
  }
}
