package dev.aurora.service.ruleset;

import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.PersonRow;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.TwoPersonStep;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.problem.UsageError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * What persons do with rule sets: propose, approve, ask to activate, go back. Each deed and the
 * record of who did it are one transaction. Thread-safe.
 */
public final class RuleReleases {

  /** Who may do what; the proposer is not the approver, and one of the two is of role risk. */
  static final TwoPersonStep STEP =
      new TwoPersonStep(
          "rules.approve",
          Set.of(Role.RISK, Role.OPERATOR),
          Set.of(Role.RISK, Role.OPERATOR, Role.SECOND_APPROVER),
          Set.of(Role.RISK));

  static final String PROPOSE = "rules.propose";
  static final String ACTIVATE = "rules.activate";
  static final String REVERT = "rules.revert";

  private static final int RACES_MAX = 20;

  private final ReleaseStore store;
  private final ReleaseProofs proofs;
  private final Approvals approvals;
  private final Persons persons;

  public RuleReleases(
      ReleaseStore store, ReleaseProofs proofs, Approvals approvals, Persons persons) {
    this.store = store;
    this.proofs = proofs;
    this.approvals = approvals;
    this.persons = persons;
  }

  /**
   * A set with the reports that it is signed with.
   *
   * @param proved one sentence a proof
   */
  public record Proposal(ReleaseEntry entry, List<String> proved) {

    public Proposal {
      proved = List.copyOf(proved);
    }
  }

  /**
   * Checks, tests and replays a policy, and stores it with the reports under one digest.
   *
   * @throws RefusedError when a proof fails; nothing is stored
   */
  public Proposal propose(RuleSetFiles policy, Person person, String reason, ReleaseTerms terms) {
    RuleSetFiles signed = policy.policy();
    List<String> proved = new ArrayList<>();
    for (Proof proof : Proof.values()) {
      ReleaseProofs.Report report = proof.of(proofs, policy);
      if (!report.passed()) {
        throw refused(
            "rules-" + proof.word(),
            "The rule set fails its " + proof.word() + ", so it was not stored:\n" + report.text(),
            "Correct it: `aurora rules check` and `aurora rules test` say the same on the folder.");
      }
      signed = signed.with(proof.reportName(), report.text());
      proved.add(report.summary());
    }
    return new Proposal(record(StoredRuleSet.of(signed), person, reason, terms), proved);
  }

  /** Stores a set whose proofs have passed. */
  ReleaseEntry record(StoredRuleSet set, Person person, String reason, ReleaseTerms terms) {
    return deed(
        PROPOSE,
        set.release(),
        person,
        reason,
        (standing, now, approval) -> {
          requireProposable(standing, now, set, terms);
          return new ReleaseStore.Step(
              approval.id(), ReleaseAction.PROPOSED, set, person.name(), reason, terms, null);
        });
  }

  private void requireProposable(
      ReleaseStanding standing, Instant now, StoredRuleSet set, ReleaseTerms terms) {
    ReleaseEntry current = standing.inForce(now).orElse(null);
    if (current != null && isPolicyOf(current, set)) {
      throw refused(
          "already-in-force",
          "These rules, limits and cases are in force.",
          "Change the policy's folder first; there is nothing to release.");
    }
    ReleaseEntry last = standing.lastSteps().get(set.release());
    if (last != null && last.action().open()) {
      throw refused(
          "already-proposed",
          "%s proposed this very set at %s.".formatted(last.by(), last.at()),
          "`aurora rules status` says what it waits for.");
    }
    requireLimitsOnlyIfItEnds(standing, now, set, terms);
  }

  /** Whether a release is the same policy; its reports, and so its digest, may differ. */
  private boolean isPolicyOf(ReleaseEntry entry, StoredRuleSet set) {
    return store
        .find(entry.release())
        .map(stored -> stored.files().policy().equals(set.files().policy()))
        .orElse(false);
  }

  private void requireLimitsOnlyIfItEnds(
      ReleaseStanding standing, Instant now, StoredRuleSet set, ReleaseTerms terms) {
    ReleaseEntry current = standing.inForce(now).orElse(null);
    boolean limitsOnly =
        current != null
            && store
                .find(current.release())
                .map(live -> live.files().rules().equals(set.files().rules()))
                .orElse(false);
    if (terms.lasts() != null && !limitsOnly) {
      throw refused(
          "rules-changed",
          "Only a change of limits can end by itself, and this set changes rules too.",
          "Propose the limits alone, or propose it without --for.");
    }
  }

  /**
   * A second person approves exactly this digest.
   *
   * @throws RefusedError when it is the proposer, or there is nothing to approve
   */
  public ReleaseEntry approve(String release, Person person, String reason) {
    StoredRuleSet set = stored(release);
    ReleaseEntry done =
        deed(
            STEP.action(),
            release,
            person,
            reason,
            (standing, now, approval) -> {
              ReleaseEntry proposed = requireApprovable(standing, release);
              requireSecond(proposed, person);
              if (standing.overtaken(proposed)) {
                return Lapses.overtaken(proposed, set);
              }
              requireLimitsOnlyIfItEnds(standing, now, set, proposed.terms());
              return ReleaseStore.Step.of(
                  approval.id(), ReleaseAction.APPROVED, set, person.name(), reason);
            });
    if (done.action() == ReleaseAction.LAPSED) {
      throw refused(
          "overtaken", "It lapsed: " + done.reason() + ".", "`aurora rules propose` does.");
    }
    return done;
  }

  private static ReleaseEntry requireApprovable(ReleaseStanding standing, String release) {
    ReleaseEntry proposed =
        standing
            .step(release, ReleaseAction.PROPOSED)
            .orElseThrow(
                () ->
                    refused(
                        "not-proposed",
                        "Nobody has proposed this set.",
                        "`aurora rules propose` does."));
    ReleaseAction last = standing.steps(release).getLast().action();
    boolean tried = proposed.terms().shadow().isZero() || last == ReleaseAction.SHADOW_ENDED;
    if (!last.open() || last == ReleaseAction.APPROVED) {
      throw refused(
          "not-waiting",
          "This set does not wait for an approval: its last step is " + last + ".",
          "`aurora rules status` says where it stands.");
    }
    if (!tried) {
      throw refused(
          "shadow-not-over",
          "It was to be tried beside the live set first, and that is not over.",
          "`aurora rules status` says what it has found so far.");
    }
    return proposed;
  }

  private void requireSecond(ReleaseEntry proposed, Person person) {
    if (proposed.by().equals(person.name())) {
      throw refused(
          "another-person",
          person.name() + " proposed it, so another person must approve it.",
          "`aurora persons list` names them all.");
    }
    PersonRow row =
        persons.all().stream()
            .filter(one -> one.person().name().equals(proposed.by()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a proposal by nobody: " + proposed.by()));
    if (!row.hasToken()) {
      throw refused(
          "proposer-ended",
          proposed.by() + " proposed it and has no token any more, so it counts for nothing.",
          "Somebody else has to propose it.");
    }
    Person proposer = row.person();
    if (!STEP.isCompletedBy(proposer, person)) {
      throw refused(
          "role-lacking",
          "%s, who is %s, can't approve what %s, who is %s, has proposed: one of the two is of role risk."
              .formatted(
                  person.name(),
                  Role.words(person.roles(), " and "),
                  proposer.name(),
                  Role.words(proposer.roles(), " and ")),
          "Ask somebody of role risk; `aurora persons list` names them all.");
    }
  }

  /**
   * A person says that an approved set is to be put in force; the workflow does it.
   *
   * @return the approval id that its update takes
   */
  public String mayActivate(String release, Person person, String reason) {
    return inRace(
            () ->
                approvals.record(
                    ACTIVATE,
                    release,
                    release,
                    person,
                    reason,
                    (handle, approval) -> requireApproved(store.read(handle), release)))
        .id();
  }

  private static void requireApproved(ReleaseStanding standing, String release) {
    boolean waits = standing.staged().stream().anyMatch(entry -> entry.release().equals(release));
    if (!waits) {
      throw refused(
          "not-approved",
          "This set is not approved, or was activated already.",
          "`aurora rules status` says where it stands; `aurora rules approve` is a second"
              + " person's.");
    }
  }

  /**
   * Goes back, at once and by one person, to a set that lies under the one in force.
   *
   * @param to release digest of one that lies under the set in force; null = the next one under it
   * @return the step, and which release it took out of force
   */
  public Reverted revert(@Nullable String to, Person person, String reason) {
    ReleaseEntry[] out = new ReleaseEntry[1];
    ReleaseEntry entry =
        deed(
            REVERT,
            "rules",
            person,
            reason,
            (standing, now, approval) -> {
              out[0] =
                  standing
                      .inForce(now)
                      .orElseThrow(
                          () ->
                              refused("none-in-force", "No rule set is in force.", "Propose one."));
              StoredRuleSet target = stored(target(standing, now, to));
              return ReleaseStore.Step.of(
                  approval.id(), ReleaseAction.REVERTED, target, person.name(), reason);
            });
    return new Reverted(entry, out[0].release());
  }

  /**
   * A revert that is in force.
   *
   * @param takenOut the release that answered until then
   */
  public record Reverted(ReleaseEntry entry, String takenOut) {}

  private static String target(ReleaseStanding standing, Instant now, @Nullable String to) {
    if (to == null) {
      return standing
          .earlier(now)
          .map(ReleaseEntry::release)
          .orElseThrow(
              () ->
                  refused(
                      "nothing-earlier",
                      "There is no set under the one in force.",
                      "`aurora rules status` lists all; --to names one that lies under it."));
    }
    if (standing.inForce(now).map(ReleaseEntry::release).filter(to::equals).isPresent()) {
      throw refused("already-in-force", "This rule set is in force.", "There is nothing to do.");
    }
    // One person may take away what lies on top, and bring nothing that was taken away before.
    if (standing.layers(now).stream().noneMatch(layer -> layer.release().equals(to))) {
      throw standing.everInForce(to)
          ? refused(
              "not-under",
              "This set was in force and has ended, or was taken out: nobody can go back to it.",
              "Propose it: a second person must approve it.")
          : refused(
              "never-in-force",
              "This set was never in force, so nobody can go back to it.",
              "Propose it: a second person must approve it.");
    }
    return to;
  }

  /**
   * The release that a person means: a digest, or its beginning of at least eight characters.
   *
   * @throws UsageError when it is none, or more than one
   */
  public String meant(String text) {
    String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
    List<String> found =
        store.read().lastSteps().keySet().stream()
            .filter(release -> hex.length() >= 8 && release.startsWith("sha256:" + hex))
            .toList();
    if (found.size() != 1) {
      throw new UsageError(
          new Problem(
              "no-such-release",
              found.isEmpty() ? "No release has this digest." : "Several releases begin so.",
              text,
              "a release's digest, or its first eight characters or more",
              "`aurora rules status` lists them."));
    }
    return found.getFirst();
  }

  private StoredRuleSet stored(String release) {
    return store
        .find(release)
        .orElseThrow(
            () ->
                refused(
                    "no-such-release",
                    "No release has the digest " + release + ".",
                    "`aurora rules status` lists them."));
  }

  private interface Deed {
    ReleaseStore.Step on(ReleaseStanding standing, Instant now, Approval approval);
  }

  private ReleaseEntry deed(
      String action, String subject, Person person, String reason, Deed deed) {
    if (reason.isBlank()) {
      throw refused("reason-needed", "This needs a reason.", "Say why, in one sentence.");
    }
    ReleaseEntry[] made = new ReleaseEntry[1];
    inRace(
        () ->
            approvals.record(
                action,
                subject,
                subject,
                person,
                reason,
                (handle, approval) ->
                    made[0] =
                        store
                            .add(handle, (standing, now) -> deed.on(standing, now, approval))
                            .orElseThrow()));
    return made[0];
  }

  /** Two deeds at once take the same revision; the later one looks again at what stands. */
  private static <T> T inRace(Supplier<T> deed) {
    for (int race = 1; ; race++) {
      try {
        return deed.get();
      } catch (UnableToExecuteStatementException lostRace) {
        if (race == RACES_MAX) {
          throw lostRace;
        }
      }
    }
  }

  private static RefusedError refused(String code, String what, String remedy) {
    return new RefusedError(Problem.of(code, what, remedy));
  }
}
