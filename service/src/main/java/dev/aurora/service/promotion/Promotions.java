package dev.aurora.service.promotion;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.service.run.Strategies;
import dev.aurora.workflows.promotion.PromotionInput;
import dev.aurora.workflows.promotion.PromotionState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What persons do to promotions: ask, approve, withdraw. The books come first; the workflow is told
 * of what they hold. Thread-safe.
 */
public final class Promotions {

  /** Roles of which every approver holds one; more is asked of the two together. */
  public static final Set<Role> APPROVING = Set.of(Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER);

  private static final Logger LOG = LoggerFactory.getLogger(Promotions.class);

  private final PromotionBook book;
  private final CandidateFinder candidates;
  private final Strategies strategies;
  private final PolicyEngine engine;
  private final Approvals approvals;
  private final PromotionRunner runner;

  public Promotions(
      PromotionBook book,
      CandidateFinder candidates,
      Strategies strategies,
      PolicyEngine engine,
      Approvals approvals,
      PromotionRunner runner) {
    this.book = book;
    this.candidates = candidates;
    this.strategies = strategies;
    this.engine = engine;
    this.approvals = approvals;
    this.runner = runner;
  }

  /**
   * What a person asks for; a {@code null} number is the limit that binds the strategy anyway.
   *
   * @param symbols null = all that the strategy trades
   */
  public record Ask(
      String strategy,
      TradingMode to,
      String reason,
      @Nullable Set<String> symbols,
      @Nullable BigDecimal orderValueMax,
      @Nullable BigDecimal positionMax,
      @Nullable Long ordersPerSessionMax,
      List<Integer> rampSteps,
      Duration soak,
      Duration lookEvery,
      Duration approveWithin) {}

  /** What came of it. */
  public sealed interface Answer {}

  /** Where the promotion stands now, and a sentence. */
  public record Done(PromotionStanding standing, String detail) implements Answer {}

  /** The first of two persons approved. */
  public record Waiting(PromotionStanding standing, Approvals.Waiting approval) implements Answer {}

  /** Nothing was changed. */
  public record Refused(boolean roleLacking, String code, String detail, String remedy)
      implements Answer {}

  /** Every promotion, the newest request first. */
  public List<PromotionStanding> all() {
    return book.all();
  }

  /** One promotion. */
  public Optional<PromotionStanding> find(String id) {
    return book.find(id);
  }

  /**
   * A dossier.
   *
   * @param signed to the letter what persons approve
   * @param shown with the signatures that were given
   */
  public record Page(String signed, String shown) {}

  /** The dossier of a promotion; empty until there is one. */
  public Optional<Page> dossier(PromotionStanding standing) {
    return book.dossier(standing.dossierDigest())
        .map(
            signed ->
                new Page(
                    signed,
                    DossierWriter.shown(signed, standing.dossierDigest(), signatures(standing))));
  }

  /** Asks for the promotion of a strategy as it is now; an open request again is the same one. */
  public Answer request(Ask ask, Person person) {
    Optional<Strategies.Known> known = strategies.named(ask.strategy());
    Optional<Candidate> candidate = candidates.find(ask.strategy());
    if (known.isEmpty() || candidate.isEmpty()) {
      return refused(
          known.isEmpty() ? "unknown-strategy" : "no-candidate",
          known.isEmpty()
              ? "There is no strategy " + ask.strategy() + "."
              : ask.strategy() + " has no successful run with its model, so nothing to judge.",
          known.isEmpty()
              ? "Name one of service/data/strategies."
              : "Make one: `aurora run --strategy " + ask.strategy() + "`.");
    }
    String stem = ask.strategy() + "/" + candidate.get().id() + "/";
    List<PromotionStanding> before =
        book.all().stream().filter(standing -> standing.id().startsWith(stem)).toList();
    Optional<PromotionStanding> open =
        before.stream().filter(standing -> !standing.state().ended()).findFirst();
    PromotionStanding standing =
        open.orElseGet(
            () -> ask(ask, person, known.get(), candidate.get(), stem + (before.size() + 1)));
    runner.start(standing.asked());
    return new Done(standing, open.isPresent() ? "it was asked for before" : "asked for");
  }

  private PromotionStanding ask(
      Ask ask, Person person, Strategies.Known known, Candidate candidate, String id) {
    PromotionAsked asked =
        new PromotionAsked(
            new PromotionInput(
                id,
                candidate.account(),
                candidate.strategy(),
                ask.to(),
                person.name(),
                ask.reason(),
                ask.approveWithin(),
                ask.rampSteps(),
                ask.soak(),
                ask.lookEvery()),
            candidate,
            envelope(ask, known, candidate),
            ask.to() == TradingMode.LIVE ? GateLevel.L2 : GateLevel.L1);
    return book.add(
            id,
            standing ->
                Optional.of(
                    new PromotionBook.Step(
                        id,
                        "requested",
                        PromotionEvent.Kind.REQUESTED,
                        0,
                        PromotionJson.text(asked),
                        person.name(),
                        ask.reason())))
        .orElseThrow();
  }

  private DeploymentEnvelope envelope(Ask ask, Strategies.Known known, Candidate candidate) {
    BoundLimits limits =
        engine
            .limits()
            .bind(candidate.account(), candidate.strategy(), null, candidate.modelVersion(), null);
    return new DeploymentEnvelope(
        List.copyOf(ask.symbols() == null ? known.strategy().symbols() : ask.symbols()),
        ask.orderValueMax() == null ? limits.getOrderValueMax() : ask.orderValueMax(),
        ask.positionMax() == null ? limits.getPositionLongMax() : ask.positionMax(),
        ask.ordersPerSessionMax() == null
            ? limits.getDailyOrderCountMax().longValueExact()
            : ask.ordersPerSessionMax());
  }

  /**
   * A person approves a promotion, by the dossier that they have read.
   *
   * @param dossierDigest what they read; another one approves nothing
   */
  public Answer approve(String id, String dossierDigest, Person person, String cause) {
    Optional<PromotionStanding> found = book.find(id);
    if (found.isEmpty()) {
      return unknown(id);
    }
    PromotionStanding standing = found.get();
    if (standing.state() != PromotionState.WAITING) {
      return refused(
          "not-waiting",
          "Promotion " + id + " waits for no approval: " + standing.state() + ".",
          "`aurora promote status " + id + "` says more.");
    }
    if (!standing.dossierDigest().equals(dossierDigest)) {
      return refused(
          "another-dossier",
          "The dossier of "
              + id
              + " is "
              + standing.dossierDigest()
              + ", not "
              + dossierDigest
              + ".",
          "Read it: `aurora promote dossier " + id + "`, and approve what you have read.");
    }
    Optional<String> before = approvalId(standing);
    if (before.isPresent()) {
      return carriedOut(standing, before.get());
    }
    return switch (approvals.ask(
        PromotionSteps.APPROVE, id, PromotionSteps.payload(id, dossierDigest), person, cause)) {
      case Approvals.Waiting waiting -> new Waiting(standing, waiting);
      case Approvals.Complete both -> carriedOut(standing, both.approvalId());
      case Approvals.Refused refused ->
          new Refused(refused.roleLacking(), refused.code(), refused.detail(), refused.remedy());
    };
  }

  private Answer carriedOut(PromotionStanding standing, String approvalId) {
    boolean told = runner.approved(standing.asked(), approvalId);
    return new Done(
        book.find(standing.id()).orElse(standing),
        told
            ? "approved by two persons"
            : "approved by two persons; it goes on when Temporal answers again");
  }

  /** One person takes a promotion back: from the commit on it opens no position. */
  public Answer withdraw(String id, Person person, String reason) {
    Optional<PromotionStanding> after =
        book.add(
            id,
            standing ->
                standing.filter(Promotions::mayBeWithdrawn).isPresent()
                    ? Optional.of(
                        new PromotionBook.Step(
                            id,
                            "withdrawn",
                            PromotionEvent.Kind.WITHDRAWN,
                            0,
                            "[]",
                            person.name(),
                            reason))
                    : Optional.empty());
    if (after.isEmpty()) {
      return unknown(id);
    }
    if (after.get().state() != PromotionState.WITHDRAWN) {
      return refused(
          "nothing-to-withdraw",
          "Promotion " + id + " is " + after.get().state() + ": it grants nothing.",
          "`aurora promote list` shows what is in force.");
    }
    runner.refresh(after.get().asked());
    return new Done(
        after.get(),
        "withdrawn; no opener passes any more from stage week-one on. At baseline no promotion"
            + " binds: kill the scope there");
  }

  private static boolean mayBeWithdrawn(PromotionStanding standing) {
    return !standing.state().ended() || standing.state() == PromotionState.PROMOTED;
  }

  /**
   * Brings workflows in step with the books, as after a crash between the two, or when a workflow
   * was lost. A book that can't be read keeps no service from starting: nothing is granted on it,
   * and what is held can be left.
   */
  public void catchUp() {
    try {
      inStep();
    } catch (PromotionBookUnreadable unreadable) {
      LOG.error("no promotion goes on until its book can be read", unreadable);
    }
  }

  private void inStep() {
    for (PromotionStanding standing : book.all()) {
      if (!standing.state().ended()) {
        runner.start(standing.asked());
        // Also of what is granted: a workflow that was lost begins anew, and must ramp again.
        approvalId(standing).ifPresent(approval -> runner.remind(standing.asked(), approval));
      }
    }
  }

  private Optional<String> approvalId(PromotionStanding standing) {
    List<Approval> used = signatures(standing);
    return used.size() < 2 ? Optional.empty() : Optional.of(used.getFirst().id());
  }

  /** The approvals of its very dossier that were carried out. */
  private List<Approval> signatures(PromotionStanding standing) {
    String payload = PromotionSteps.payload(standing.id(), standing.dossierDigest());
    return approvals.usedFor(standing.id()).stream()
        .filter(approval -> approval.action().equals(PromotionSteps.APPROVE.action()))
        .filter(approval -> approval.payloadDigest().equals(payload))
        .toList();
  }

  private static Refused unknown(String id) {
    return refused(
        "unknown-promotion",
        "There is no promotion " + id + ".",
        "`aurora promote list` names them all.");
  }

  private static Refused refused(String code, String detail, String remedy) {
    return new Refused(false, code, detail, remedy);
  }
}
