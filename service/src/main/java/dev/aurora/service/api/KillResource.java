package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.sweep.KillPreview;
import dev.aurora.service.sweep.KillPreviews;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
  private final KillPreviews previews;

  @Inject
  public KillResource(KillDesk desk, KillViews views, KillPreviews previews) {
    this.desk = desk;
    this.views = views;
    this.previews = previews;
  }

  /** For the client proxy. */
  protected KillResource() {
    this(unread(), unread(), unread());
  }

  @GET
  public KillView view() {
    return views.now();
  }

  /** What a kill would find now; engages nothing. */
  @GET
  @Path("/preview")
  public KillPreview preview(
      @QueryParam("scope") @DefaultValue("firm") String scope,
      @QueryParam("level") @DefaultValue("BLOCK_AND_CANCEL") KillLevel level) {
    return previews.preview(
        ControlScope.parse(scope)
            .orElseThrow(
                () ->
                    new UsageError(
                        Problem.of(
                                "scope",
                                "This is no scope.",
                                "Say firm, account:<id>, strategy:<id>, symbol:<id>, or a pair.")
                            .at(scope))),
        level);
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
