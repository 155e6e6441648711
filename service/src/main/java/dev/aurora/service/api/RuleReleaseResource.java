package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.service.ruleset.ReleaseEntry;
import dev.aurora.service.ruleset.ReleaseTerms;
import dev.aurora.service.ruleset.ReleaseWorkflows;
import dev.aurora.service.ruleset.RuleReleases;
import dev.aurora.service.ruleset.RuleSetFiles;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Persons propose, approve, activate and revert rule sets. What returns is in the books; a revert
 * needs nothing but them.
 */
@ApplicationScoped
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RuleReleaseResource {

  private static final Logger LOG = LoggerFactory.getLogger(RuleReleaseResource.class);
  private static final Set<Role> APPROVING = Set.of(Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER);

  private final RuleReleases releases;
  private final ReleaseWorkflows workflows;

  @Inject
  public RuleReleaseResource(RuleReleases releases, ReleaseWorkflows workflows) {
    this.releases = releases;
    this.workflows = workflows;
  }

  /** For the client proxy. */
  protected RuleReleaseResource() {
    this(unread(), unread());
  }

  @POST
  @Path("/rules:propose")
  @Consumes(MediaType.APPLICATION_JSON)
  public RuleReleaseResult propose(RuleProposal request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    RuleReleases.Proposal proposal =
        releases.propose(files(request), person, reason(request.reason()), terms(request));
    workflows.ensure(proposal.entry().release());
    List<String> lines = new ArrayList<>(proposal.proved());
    lines.add("proposed by " + person.name() + "; now another person must approve it");
    return result(proposal.entry(), lines);
  }

  @POST
  @Path("/rules:approve")
  @Consumes(MediaType.APPLICATION_JSON)
  public RuleReleaseResult approve(RuleReleaseRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, APPROVING);
    String release = named(request);
    ReleaseEntry entry = releases.approve(release, person, reason(request.reason()));
    workflows.ensure(release);
    return result(entry, List.of(workflows.tell(release, "approve", entry.commandId()).detail()));
  }

  /** Waits until every live worker has it ready and it is in force, or says why not. */
  @POST
  @Path("/rules:activate")
  @Consumes(MediaType.APPLICATION_JSON)
  public RuleReleaseResult activate(RuleReleaseRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    String release = named(request);
    String approval = releases.mayActivate(release, person, reason(request.reason()));
    workflows.ensure(release);
    RuleReleaseAnswer answer = workflows.tell(release, "activate", approval);
    if (answer.outcome() != RuleReleaseAnswer.Outcome.DONE) {
      throw bad(
          Response.Status.CONFLICT,
          "not-activated",
          "It is not in force: " + answer.detail() + ".",
          "`aurora rules status` says what each worker has ready; ask again then.");
    }
    return new RuleReleaseResult(release, "", List.of(answer.detail()), workflows.id(release));
  }

  /** At once, by one person, with or without Temporal. */
  @POST
  @Path("/rules:revert")
  @Consumes(MediaType.APPLICATION_JSON)
  public RuleReleaseResult revert(RuleReleaseRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    String to = request.release() == null ? null : named(request);
    RuleReleases.Reverted reverted = releases.revert(to, person, reason(request.reason()));
    LOG.warn("rule sets: {}", reverted);
    List<String> lines = new ArrayList<>();
    lines.add("in force again since " + reverted.entry().at() + ", on every worker");
    lines.add("taken out: " + reverted.takenOut());
    if (!shown(reverted)) {
      lines.add("its page in the Temporal web UI does not show it yet");
    }
    return result(reverted.entry(), lines);
  }

  /** An adopted set has no workflow, and Temporal may be away: the books have it all the same. */
  private boolean shown(RuleReleases.Reverted reverted) {
    try {
      workflows.tell(reverted.takenOut(), "revert", reverted.entry().commandId());
      return true;
    } catch (WorkflowException | StatusRuntimeException away) {
      LOG.warn("the page of {} is behind: {}", reverted.takenOut(), away.toString());
      return false;
    }
  }

  private RuleReleaseResult result(ReleaseEntry entry, List<String> lines) {
    return new RuleReleaseResult(
        entry.release(), entry.ruleSet(), lines, workflows.id(entry.release()));
  }

  private String named(RuleReleaseRequest request) {
    String release = request.release();
    if (release == null || release.isBlank()) {
      throw missing("release");
    }
    return releases.meant(release);
  }

  private static String reason(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      throw missing("reason");
    }
    return reason.strip();
  }

  private static RuleSetFiles files(RuleProposal request) {
    if (request.files() == null || request.files().isEmpty()) {
      throw missing("files");
    }
    try {
      return RuleSetFiles.of(request.files());
    } catch (IllegalArgumentException bad) {
      throw bad(
          Response.Status.BAD_REQUEST,
          "files",
          "These are not the files of a policy: " + bad.getMessage() + ".",
          "Send the .drl, .cases.yaml and bases.yaml of a policy's folder, by their paths in it.");
    }
  }

  private static ReleaseTerms terms(RuleProposal request) {
    Long lasts = request.lastsSeconds();
    Long shadow = request.shadowSeconds();
    Long budget = request.shadowBudgetMicros();
    try {
      return new ReleaseTerms(
          lasts == null ? null : Duration.ofSeconds(lasts),
          shadow == null ? Duration.ZERO : Duration.ofSeconds(shadow),
          budget == null
              ? ReleaseTerms.BUDGET
              : Duration.ofNanos(Math.multiplyExact(1_000, budget)));
    } catch (IllegalArgumentException | ArithmeticException bad) {
      throw bad(
          Response.Status.BAD_REQUEST,
          "terms",
          "These terms can't be: " + bad.getMessage() + ".",
          "Durations are positive; leave out what is not meant.");
    }
  }

  private static WebApplicationException missing(String name) {
    return bad(
        Response.Status.BAD_REQUEST,
        name + "-missing",
        "The request lacks '" + name + "'.",
        "Give it: `aurora rules --help` has examples.");
  }

  private static WebApplicationException bad(
      Response.Status status, String code, String detail, String remedy) {
    return new WebApplicationException(Problems.response(status, code, detail, remedy));
  }
}
