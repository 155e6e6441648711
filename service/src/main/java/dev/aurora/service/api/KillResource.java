package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.killswitch.KillNotStored;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.sweep.KillPreview;
import dev.aurora.service.sweep.KillPreviews;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
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

  /** Stops trading: anybody may, and nobody has to prove who they are. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public KillView engage(KillRequest request, @Context SecurityContext security) {
    boolean named = request.commandId() != null && !request.commandId().isBlank();
    KillCommand command =
        new KillCommand(
            named ? String.valueOf(request.commandId()) : "api/" + UUID.randomUUID(),
            Objects.requireNonNullElse(request.scope(), KillScope.FIRM),
            Objects.requireNonNullElse(request.level(), KillLevel.BLOCK),
            Callers.of(security).recorded(request.by()),
            Objects.requireNonNullElse(request.reason(), "no reason given"),
            SOURCE);
    try {
      desk.engage(command);
    } catch (KillNotStored notStored) {
      throw new WebApplicationException(notStored, said(notStored));
    }
    return view();
  }

  private static Response said(KillNotStored notStored) {
    return Problems.response(
        Response.Status.SERVICE_UNAVAILABLE,
        "kill-not-stored",
        String.valueOf(notStored.getMessage()),
        "Make kill.flag in every data directory now; then see to the database: `aurora status`.");
  }
}
