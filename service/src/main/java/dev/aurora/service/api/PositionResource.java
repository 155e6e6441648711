package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.ExitMeter;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.LimitWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is held, what of it can be closed now, which limits are nearly used up, open alarms. */
@ApplicationScoped
@Path("/v1/positions")
@Produces(MediaType.APPLICATION_JSON)
public class PositionResource {

  private final ExitMeter exits;
  private final LimitWarnings warnings;
  private final JournalQueries queries;

  @Inject
  public PositionResource(ExitMeter exits, LimitWarnings warnings, JournalQueries queries) {
    this.exits = exits;
    this.warnings = warnings;
    this.queries = queries;
  }

  /** For the client proxy. */
  protected PositionResource() {
    this(unread(), unread(), unread());
  }

  @GET
  public PositionList positions() {
    return new PositionList(
        exits.read().stream().map(PositionList.Row::of).toList(),
        warnings.newest(),
        queries.alarms());
  }
}
