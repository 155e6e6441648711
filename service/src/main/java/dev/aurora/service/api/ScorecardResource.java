package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.scorecard.EvidenceCollector;
import dev.aurora.service.scorecard.Scorecard;
import dev.aurora.service.scorecard.ScorecardReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** Whether Aurora is ready, worked out anew on every call. */
@ApplicationScoped
@Path("/v1/scorecard")
@Produces(MediaType.APPLICATION_JSON)
public class ScorecardResource {

  private final Scorecard scorecard;
  private final EvidenceCollector collector;

  @Inject
  public ScorecardResource(Scorecard scorecard, EvidenceCollector collector) {
    this.scorecard = scorecard;
    this.collector = collector;
  }

  /** For the client proxy. */
  protected ScorecardResource() {
    this(unread(), unread());
  }

  @GET
  public ScorecardReport read() {
    return scorecard.read();
  }

  /** Looks at the checkout and the newest run; the body is not read, nobody can claim anything. */
  @POST
  @Path("/collect")
  public EvidenceCollector.Collected collect() {
    try {
      return collector.collect();
    } catch (IOException unreadable) {
      throw new DependencyError(
          Problem.of(
              "evidence-unreadable",
              "Evidence that is there can't be read: " + unreadable.getMessage(),
              "Correct or remove the file, then collect again."),
          unreadable);
    }
  }
}
