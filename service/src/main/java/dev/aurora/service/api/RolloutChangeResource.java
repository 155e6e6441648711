package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Person;
import dev.aurora.service.rollout.RolloutDesk;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutAnswer;
import dev.aurora.workflows.rollout.RolloutCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
import java.util.UUID;

/**
 * Changes the rollout. What returns is in the stage policy; the rollout's workflow is told from
 * there, and may be away.
 */
@ApplicationScoped
@Path("/v1/rollout:{action: advance|ramp|rollback}")
@Produces(MediaType.APPLICATION_JSON)
public class RolloutChangeResource {

  private static final String SOURCE = "api";

  private final RolloutDesk desk;

  @Inject
  public RolloutChangeResource(RolloutDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected RolloutChangeResource() {
    this(unread());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RolloutAnswer change(
      @PathParam("action") String word, RolloutRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    RolloutAction action = RolloutAction.valueOf(word.toUpperCase(Locale.ROOT));
    RolloutAnswer answer = desk.apply(command(action, request, person));
    if (!answer.done()) {
      throw refused(answer.detail());
    }
    return answer;
  }

  private static RolloutCommand command(
      RolloutAction action, RolloutRequest request, Person person) {
    boolean ramp = action == RolloutAction.RAMP;
    Integer percent = request.percent();
    if (ramp != (percent != null)) {
      throw refused(ramp ? "a ramp names its percent" : action + " takes no percent");
    }
    if (request.reason() == null) {
      throw refused("a change of the rollout names a reason");
    }
    return new RolloutCommand(
        request.commandId() == null ? "api/" + UUID.randomUUID() : request.commandId(),
        action,
        percent == null ? 0 : percent,
        request.account(),
        request.strategy(),
        person.name(),
        request.reason(),
        SOURCE);
  }

  private static WebApplicationException refused(String why) {
    return new WebApplicationException(
        Problems.response(
            Response.Status.CONFLICT,
            "rollout-refused",
            "Nothing was changed: " + why + ".",
            "`aurora rollout status` says where the rollout stands."));
  }
}
