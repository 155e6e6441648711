package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.person.Caller;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.rollout.BuildId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Takes what drills showed, which run beside the service with processes of their own. */
@ApplicationScoped
@Path("/v1/evidence")
@Produces(MediaType.APPLICATION_JSON)
public class EvidenceResource {

  /** Nothing else is told by a caller: the service looks at it itself. */
  private static final Set<String> DRILLS =
      Set.of("breakers", "crash", "gates", "kill", "rollback");

  private final EvidenceBook book;
  private final Clock clock;
  private final BuildId build;

  @Inject
  public EvidenceResource(EvidenceBook book, Clock clock, BuildId build) {
    this.book = book;
    this.clock = clock;
    this.build = build;
  }

  /** For the client proxy. */
  protected EvidenceResource() {
    this(unread(), unread(), unread());
  }

  /** Adds it, judged now by this program, under the name of who tells it. */
  @POST
  @Path("/drills")
  @Consumes(MediaType.APPLICATION_JSON)
  public StoredEvidence drill(DrillEvidenceRequest request, @Context SecurityContext security) {
    Caller caller = Callers.programOr(security, Callers.OPERATING);
    if (!DRILLS.contains(request.drill())) {
      throw new UsageError(
          new Problem(
              "drill",
              "There is no such drill.",
              request.drill(),
              "one of " + DRILLS.stream().sorted().toList(),
              "Use the `aurora drill` command, which tells what it saw."));
    }
    if (request.reasons().isEmpty() && request.details().isEmpty()) {
      throw new UsageError(
          new Problem(
              "drill",
              "A drill that passed says what it did, and this one says nothing.",
              request.drill(),
              "details: rounds, seed and figures",
              "Use the `aurora drill` command, which tells what it saw."));
    }
    Evidence evidence =
        new Evidence(
            new EvidenceKey(EvidenceKind.DRILL, request.drill()),
            request.digest(),
            build.text(),
            request.reasons().isEmpty(),
            request.reasons(),
            request.details(),
            "aurora drill " + request.drill() + " by " + caller.getName(),
            clock.instant());
    book.add(List.of(evidence));
    return new StoredEvidence(evidence.key().toString(), evidence.at());
  }
}
