package dev.aurora.service.override;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.override.StandingOverride;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.CanonicalJson;
import dev.aurora.service.journal.decision.Digests;
import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.journal.override.OverrideRequest;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.TwoPersonStep;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where persons ask for overrides, approve and revoke them. An override counts from the moment of
 * its second person, under the rule set that answers at that moment. Thread-safe.
 */
public final class OverrideDesk {

  /** Roles that may ask for one. */
  public static final Set<Role> ASKING = Set.of(Role.TRADER, Role.OPERATOR, Role.RISK);

  /** Roles that may approve one. */
  public static final Set<Role> APPROVING = Set.of(Role.RISK, Role.SECOND_APPROVER);

  /** Roles that may revoke one: whoever may ask for it or approve it. */
  public static final Set<Role> REVOKING =
      Set.of(Role.TRADER, Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER);

  private static final TwoPersonStep GRANT =
      new TwoPersonStep("rules.override", ASKING, APPROVING, Set.of(Role.RISK));

  private static final int ID_LENGTH = 10;

  private final OverrideLedger ledger;
  private final Approvals approvals;
  private final Accounts accounts;
  private final JournalQueries orders;
  private final PolicyEngine engine;
  private final Clock clock;

  public OverrideDesk(
      OverrideLedger ledger,
      Approvals approvals,
      Accounts accounts,
      JournalQueries orders,
      PolicyEngine engine,
      Clock clock) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.accounts = accounts;
    this.orders = orders;
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * The first of two asks; nothing counts yet.
   *
   * @param others who may be the second
   */
  public record Requested(OverrideView override, List<String> others) {

    public Requested {
      others = List.copyOf(others);
    }
  }

  /**
   * Asks for an override.
   *
   * @throws dev.aurora.service.problem.UsageError when none like this can be granted
   * @throws RefusedError when this one can't be, as things stand
   */
  public Requested request(OverrideRequest request, Person person) {
    Instant now = Columns.micros(clock.instant());
    OverrideTerms.require(request, now);
    requireSense(request);
    String id = id(request, person, now);
    ledger.ask(new OverrideLedger.Asked(id, request, person.name(), now));
    return switch (approve(id, request, person, Objects.requireNonNull(request.reason()))) {
      case Approvals.Waiting waiting -> new Requested(of(id), waiting.others());
      case Approvals.Refused refused -> throw refused(refused);
      case Approvals.Complete both ->
          throw new IllegalStateException("nobody can have approved this before: " + both);
    };
  }

  private static String id(OverrideRequest request, Person person, Instant now) {
    String digest =
        Digests.sha256(CanonicalJson.write(request), person.name(), now.toString())
            .substring("sha256:".length());
    return "ov-" + digest.substring(0, ID_LENGTH);
  }

  private void requireSense(OverrideRequest request) {
    String account = request.account();
    if (accounts.all().stream().noneMatch(known -> known.account().equals(account))) {
      throw refused("unknown-account", "There is no account " + account + ".", "Correct it.");
    }
    if (request.order() != null && orders.order(request.order()).isPresent()) {
      throw refused(
          "order-decided",
          "Order " + request.order() + " was decided on before, and stays as it is.",
          "Give the order another client order id, and name that one.");
    }
  }

  /**
   * The second of two approves, and it counts.
   *
   * @throws RefusedError when the person can't, or there is nothing to approve
   */
  public OverrideView approve(String id, Person person, String cause) {
    OverrideLedger.Asked asked =
        ledger
            .asked(id)
            .orElseThrow(
                () ->
                    refused(
                        "unknown-override",
                        "There is no override " + id + " to approve.",
                        "`aurora rules override list` names those that wait."));
    if (ledger.all().stream().anyMatch(one -> one.granted().id().equals(id))) {
      throw refused(
          "override-granted",
          "Override " + id + " was granted before.",
          "`aurora rules override list` shows how it stands.");
    }
    Instant now = clock.instant();
    boolean old = !now.isBefore(asked.at().plus(Approval.SHELF_LIFE));
    if (old || !now.isBefore(Objects.requireNonNull(asked.request().expires()))) {
      throw refused(
          "request-too-old",
          asked.by() + " asked for this at " + asked.at() + "; that counts for an hour.",
          "Ask for it again.");
    }
    return switch (approve(id, asked.request(), person, cause)) {
      case Approvals.Complete both -> of(id);
      case Approvals.Refused refused -> throw refused(refused);
      case Approvals.Waiting waiting ->
          throw refused(
              "request-ended",
              "What "
                  + asked.by()
                  + " asked for counts no more: it was granted, or their token"
                  + " has ended.",
              "`aurora rules override list` shows what stands; else ask for it again.");
    };
  }

  private Approvals.Outcome approve(
      String id, OverrideRequest request, Person person, String cause) {
    String digest = Digests.sha256(CanonicalJson.write(request));
    return approvals.ask(
        new Approvals.Ask(GRANT, id, digest, person, cause),
        (handle, both) ->
            OverrideLedger.grant(
                handle,
                OverrideTerms.granted(
                    id,
                    request,
                    engine.ruleSetDigest(),
                    both.first().person(),
                    both.second().person(),
                    clock.instant())));
  }

  /**
   * Ends an override before its time; one person is enough. Orders that it let pass stay approved.
   *
   * @throws RefusedError when there is none to end
   */
  public OverrideView revoke(String id, Person person, String reason) {
    RuleOverride granted =
        ledger.all().stream()
            .map(StandingOverride::granted)
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        "unknown-override",
                        "No override " + id + " was granted.",
                        "`aurora rules override list` names those that stand."));
    ledger.revoke(granted, person.name(), reason, clock.instant());
    return of(id);
  }

  /** What waits for a second person, then everything that was granted, the oldest first. */
  public List<OverrideView> list() {
    Instant now = clock.instant();
    return Stream.concat(
            ledger.waiting(now.minus(Approval.SHELF_LIFE)).stream().map(OverrideView::of),
            ledger.all().stream().map(one -> OverrideView.of(one, now)))
        .toList();
  }

  private OverrideView of(String id) {
    return list().stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("an override that was just written: " + id));
  }

  private static RefusedError refused(Approvals.Refused refused) {
    return refused(refused.code(), refused.detail(), refused.remedy());
  }

  private static RefusedError refused(String code, String what, String remedy) {
    return new RefusedError(Problem.of(code, what, remedy));
  }
}
