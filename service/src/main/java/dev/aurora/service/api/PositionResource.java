package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.ExitMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is held, and what of it can be closed now. */
@ApplicationScoped
@Path("/v1/positions")
@Produces(MediaType.APPLICATION_JSON)
public class PositionResource {

  private final ExitMeter exits;

  @Inject
  public PositionResource(ExitMeter exits) {
    this.exits = exits;
  }

  /** For the client proxy. */
  protected PositionResource() {
    this(unread());
  }

  @GET
  public PositionList positions() {
    return new PositionList(
        exits.read().stream().map(PositionList.Row::of).toList(), exits.warnings());
  }
}
