package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.ruleset.ReleaseReport;
import dev.aurora.service.ruleset.ReleaseReports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Which rule set answers, and what waits. */
@ApplicationScoped
@Path("/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
public class RuleResource {

  private final ReleaseReports reports;

  @Inject
  public RuleResource(ReleaseReports reports) {
    this.reports = reports;
  }

  /** For the client proxy. */
  protected RuleResource() {
    this(unread());
  }

  @GET
  public ReleaseReport status() {
    return reports.now();
  }
}
