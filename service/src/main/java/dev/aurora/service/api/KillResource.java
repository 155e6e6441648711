package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.workflows.killswitch.KillCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/**
 * The kill switch. What returns is latched in the books; its workflow is told from there, and may
 * be away.
 */
@ApplicationScoped
@Path("/v1/kill")
@Produces(MediaType.APPLICATION_JSON)
public class KillResource {

  private static final String SOURCE = "api";

  private final KillDesk desk;
  private final KillViews views;

  @Inject
  public KillResource(KillDesk desk, KillViews views) {
    this.desk = desk;
    this.views = views;
  }

  /** For the client proxy. */
  protected KillResource() {
    this(unread(), unread());
  }

  @GET
  public KillView view() {
    return views.now();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public KillView engage(KillRequest request) {
    String id = request.commandId() == null ? "api/" + UUID.randomUUID() : request.commandId();
    KillCommand command =
        new KillCommand(
            id, request.scope(), request.level(), request.by(), request.reason(), SOURCE);
    desk.engage(command);
    return view();
  }
}
