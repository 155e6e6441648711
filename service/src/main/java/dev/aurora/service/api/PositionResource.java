package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.ExitMeter;
import dev.aurora.service.journal.LimitWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is held, what of it can be closed now, and which limits are nearly used up. */
@ApplicationScoped
@Path("/v1/positions")
@Produces(MediaType.APPLICATION_JSON)
public class PositionResource {

  private final ExitMeter exits;
  private final LimitWarnings warnings;

  @Inject
  public PositionResource(ExitMeter exits, LimitWarnings warnings) {
    this.exits = exits;
    this.warnings = warnings;
  }

  /** For the client proxy. */
  protected PositionResource() {
    this(unread(), unread());
  }

  @GET
  public PositionList positions() {
    return new PositionList(
        exits.read().stream().map(PositionList.Row::of).toList(), warnings.newest());
  }
}
