package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.build.BuildDesk;
import dev.aurora.service.person.Person;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildCommand;
import dev.aurora.workflows.rollout.BuildView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which builds executions run on, and moves new ones. */
@ApplicationScoped
@Path("/v1/builds")
@Produces(MediaType.APPLICATION_JSON)
public class BuildResource {

  private static final String SOURCE = "api";

  private final BuildDesk desk;

  @Inject
  public BuildResource(BuildDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected BuildResource() {
    this(unread());
  }

  @GET
  public BuildStatus status() {
    BuildView view = desk.read();
    return new BuildStatus(view, view.alarms(), desk.history());
  }

  /** What a change would do; changes nothing. */
  @GET
  @Path("/preview")
  public BuildPreview preview(
      @QueryParam("action") @DefaultValue("ROLLBACK") BuildAction action,
      @QueryParam("percent") @DefaultValue("0") int percent,
      @QueryParam("build") @Nullable String build) {
    return new BuildPreview(desk.preview(action, percent, build));
  }

  @POST
  @Path("/{action: advance|ramp|rollback}")
  @Consumes(MediaType.APPLICATION_JSON)
  public BuildAnswer change(
      @PathParam("action") String word, BuildRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    BuildAction action = BuildAction.valueOf(word.toUpperCase(Locale.ROOT));
    BuildAnswer answer = desk.apply(command(action, request, person));
    if (!answer.done()) {
      throw refused(answer.detail());
    }
    return answer;
  }

  private static BuildCommand command(BuildAction action, BuildRequest request, Person person) {
    Integer percent = request.percent();
    if ((action == BuildAction.RAMP) != (percent != null)) {
      throw refused(percent == null ? "a ramp names its percent" : action + " takes no percent");
    }
    if (action == BuildAction.ROLLBACK && request.build() != null) {
      throw refused("a rollback names no build: it goes to the one before");
    }
    String reason = request.reason();
    return new BuildCommand(
        request.commandId() == null ? "api/" + UUID.randomUUID() : request.commandId(),
        action,
        request.build(),
        percent == null ? 0 : percent,
        person.name(),
        reason == null ? "" : reason,
        SOURCE);
  }

  private static WebApplicationException refused(String why) {
    return new WebApplicationException(
        Problems.response(
            Response.Status.CONFLICT,
            "build-refused",
            "Nothing was changed: " + why + ".",
            "`aurora rollout build status` says which builds there are, and which live."));
  }
}
