package dev.aurora.service.promotion;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.json.FactsWriter;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.Heartbeat;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.workflows.promotion.PromotionActivities;
import dev.aurora.workflows.promotion.PromotionAnswer;
import dev.aurora.workflows.promotion.PromotionAssessment;
import dev.aurora.workflows.promotion.PromotionHealth;
import dev.aurora.workflows.promotion.PromotionInput;
import dev.aurora.workflows.promotion.PromotionState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each step of a promotion really does. Every step again is one step: the book says so. */
@ApplicationScoped
public class PromotionDesk implements PromotionActivities {

  private static final Logger LOG = LoggerFactory.getLogger(PromotionDesk.class);
  private static final String WORKFLOW = "workflow";
  private static final String GRANTED = "granted";

  private final PromotionBook book;
  private final PromotionEvidence evidence;
  private final CandidateFinder candidates;
  private final DossierWriter dossiers;
  private final PolicyEngine engine;
  private final Approvals approvals;
  private final LastStepGuard guard;
  private final Clock clock;

  @Inject
  public PromotionDesk(
      PromotionBook book,
      PromotionEvidence evidence,
      CandidateFinder candidates,
      DossierWriter dossiers,
      PolicyEngine engine,
      Approvals approvals,
      LastStepGuard guard,
      Clock clock) {
    this.book = book;
    this.evidence = evidence;
    this.candidates = candidates;
    this.dossiers = dossiers;
    this.engine = engine;
    this.approvals = approvals;
    this.guard = guard;
    this.clock = clock;
  }

  /** For the client proxy. */
  protected PromotionDesk() {
    this(unread(), unread(), unread(), unread(), unread(), unread(), unread(), unread());
  }

  @Override
  public PromotionAssessment assess(PromotionInput input) {
    PromotionStanding standing = standing(input.id());
    if (standing.assessment().isPresent()) {
      return standing.assessment().get();
    }
    try (Heartbeat beating = Heartbeat.start()) {
      Instant now = clock.instant();
      PromotionFacts facts = evidence.facts(standing.asked(), now);
      PromotionVerdict verdict = engine.evaluate(facts);
      String html = dossiers.html(standing.asked(), facts, verdict, now);
      PromotionAssessment assessment =
          new PromotionAssessment(verdict.go(), reasons(verdict), book.keep(input.id(), html));
      PromotionStanding after =
          write(
              input.id(),
              "assessed",
              PromotionEvent.Kind.ASSESSED,
              0,
              new PromotionStanding.Assessed(
                  assessment, new FactsWriter().line(facts), verdict.ruleSet()),
              WORKFLOW,
              verdict.word());
      return after.assessment().orElseThrow();
    }
  }

  @Override
  public PromotionAnswer approved(String id, String approvalId) {
    String digest = standing(id).dossierDigest();
    List<Approval> both = both(id, approvalId, digest);
    return both.size() == 2
        ? new PromotionAnswer(true, persons(both) + " approved dossier " + digest)
        : new PromotionAnswer(
            false, "no two persons approved this dossier under " + approvalId + " here");
  }

  @Override
  public PromotionAnswer grant(PromotionInput input, String approvalId) {
    PromotionStanding standing = standing(input.id());
    if (standing.has(GRANTED)) {
      return new PromotionAnswer(true, "granted");
    }
    List<Approval> both = both(input.id(), approvalId, standing.dossierDigest());
    Optional<String> obstacle = obstacle(standing, both);
    if (obstacle.isPresent()) {
      return new PromotionAnswer(false, obstacle.get());
    }
    PromotionStanding after =
        write(
            input.id(),
            GRANTED,
            PromotionEvent.Kind.GRANTED,
            0,
            both,
            persons(both),
            both.stream()
                .map(approval -> approval.person() + ": " + approval.cause())
                .collect(Collectors.joining("; ")));
    LOG.warn("promotion granted: {}", after.asked());
    return after.has(GRANTED)
        ? new PromotionAnswer(true, "granted to " + input.to())
        : new PromotionAnswer(false, "it was " + after.state() + " before it could be granted");
  }

  /** What is approved is exactly what is granted, and only while it may still go. */
  private Optional<String> obstacle(PromotionStanding standing, List<Approval> both) {
    Optional<String> unsigned = unsigned(standing, both);
    if (unsigned.isPresent()) {
      return unsigned;
    }
    Candidate approved = standing.asked().candidate();
    Optional<Candidate> now = candidates.find(approved.strategy());
    if (now.isEmpty() || !now.get().id().equals(approved.id())) {
      return Optional.of(
          "the candidate is no longer the one that was approved: "
              + approved.id()
              + ", now "
              + now.map(Candidate::id).orElse("none"));
    }
    PromotionVerdict verdict = engine.evaluate(evidence.facts(standing.asked(), clock.instant()));
    return verdict.go()
        ? blocked(approved) // looked at last, as before every wire
        : Optional.of(String.join(" ", reasons(verdict)));
  }

  /** Why two persons don't stand behind the page of this promotion, as it is in the books now. */
  private Optional<String> unsigned(PromotionStanding standing, List<Approval> both) {
    if (both.size() != 2) {
      return Optional.of("two persons have not approved this dossier");
    }
    List<String> gone = approvals.withoutToken(both);
    if (!gone.isEmpty()) {
      return Optional.of("who approved it has no token any more: " + String.join(", ", gone));
    }
    try {
      return book.dossier(standing.dossierDigest()).isPresent()
          ? Optional.empty()
          : Optional.of("dossier " + standing.dossierDigest() + " is not in the books");
    } catch (PromotionBookUnreadable altered) {
      return Optional.of(String.valueOf(altered.getMessage()));
    }
  }

  private Optional<String> blocked(Candidate candidate) {
    return guard
        .blockChange(PromotionEvidence.owners(candidate))
        .map(reason -> "trading is not open: " + reason.detail());
  }

  @Override
  public PromotionAnswer ramp(String id, int percent) {
    String key = "ramp/" + percent;
    PromotionStanding after =
        write(id, key, PromotionEvent.Kind.RAMPED, percent, List.of(), WORKFLOW, percent + " %");
    boolean done = after.has(key) && !after.state().ended();
    return new PromotionAnswer(
        done, done ? percent + " % of the envelope is let through" : "it is " + after.state());
  }

  @Override
  public PromotionHealth look(PromotionInput input) {
    try (Heartbeat beating = Heartbeat.start()) {
      PromotionStanding standing = standing(input.id());
      boolean withdrawn = standing.state() == PromotionState.WITHDRAWN;
      return new PromotionHealth(
          withdrawn,
          standing.granted()
              ? evidence.red(standing.asked().candidate(), grantedAt(standing), clock.instant())
              : List.of());
    }
  }

  @Override
  public void end(String id, PromotionState state, List<String> reasons) {
    boolean whole = state == PromotionState.PROMOTED;
    write(
        id,
        "end",
        PromotionEvent.Kind.valueOf(state.name()),
        whole ? 100 : 0,
        reasons,
        WORKFLOW,
        whole ? "the ramp is through" : String.join(" ", reasons));
    LOG.warn("promotion {} ended: {} {}", id, state, reasons);
  }

  /** Adds a step unless the promotion has ended: what a person took back stays taken back. */
  private PromotionStanding write(
      String id,
      String key,
      PromotionEvent.Kind kind,
      int percent,
      Object payload,
      String by,
      String reason) {
    return book.add(
            id,
            standing ->
                standing.filter(now -> !now.state().ended()).isPresent()
                    ? Optional.of(
                        new PromotionBook.Step(
                            id, key, kind, percent, PromotionJson.text(payload), by, reason))
                    : Optional.empty())
        .orElseThrow(() -> new IllegalStateException("nobody asked for promotion " + id));
  }

  private PromotionStanding standing(String id) {
    return book.find(id)
        .orElseThrow(() -> new IllegalStateException("nobody asked for promotion " + id));
  }

  private static Instant grantedAt(PromotionStanding standing) {
    return standing.events().stream()
        .filter(event -> event.kind() == PromotionEvent.Kind.GRANTED)
        .map(PromotionEvent::at)
        .findFirst()
        .orElseThrow();
  }

  private List<Approval> both(String id, String approvalId, String dossierDigest) {
    return approvals.usedFor(id).stream()
        .filter(
            approval ->
                approval.id().equals(approvalId)
                    && approval.action().equals(PromotionSteps.APPROVE.action())
                    && approval.payloadDigest().equals(PromotionSteps.payload(id, dossierDigest)))
        .toList();
  }

  private static String persons(List<Approval> both) {
    return both.stream().map(Approval::person).distinct().collect(Collectors.joining(" and "));
  }

  private static List<String> reasons(PromotionVerdict verdict) {
    return verdict.breaches().stream()
        .filter(breach -> breach.mode() == Mode.ENFORCE)
        .map(Breach::message)
        .toList();
  }
}
