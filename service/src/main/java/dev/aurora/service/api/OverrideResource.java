package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.override.OverrideRequest;
import dev.aurora.service.override.OverrideDesk;
import dev.aurora.service.override.OverrideView;
import dev.aurora.service.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Overrides: asked for by one person, approved by another, revoked by either. */
@ApplicationScoped
@Path("/v1/overrides")
@Produces(MediaType.APPLICATION_JSON)
public class OverrideResource {

  private static final Logger LOG = LoggerFactory.getLogger(OverrideResource.class);

  private final OverrideDesk desk;

  @Inject
  public OverrideResource(OverrideDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected OverrideResource() {
    this(unread());
  }

  @GET
  public OverrideList list() {
    return new OverrideList(desk.list());
  }

  /** One person asks; nothing counts before a second approves. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public OverrideDesk.Requested request(
      OverrideRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, OverrideDesk.ASKING);
    OverrideDesk.Requested asked = desk.request(request, person);
    LOG.warn("override asked for, 1 of 2: {}", asked.override());
    return asked;
  }

  /** The second person approves, and it counts. */
  @POST
  @Path("/{id}:approve")
  @Consumes(MediaType.APPLICATION_JSON)
  public OverrideView approve(
      @PathParam("id") String id, OverrideStep step, @Context SecurityContext security) {
    Person person = Callers.person(security, OverrideDesk.APPROVING);
    OverrideView granted = desk.approve(id, person, step.reason());
    LOG.warn("override granted: {}", granted);
    return granted;
  }

  /** Ends it before its time. */
  @POST
  @Path("/{id}:revoke")
  @Consumes(MediaType.APPLICATION_JSON)
  public OverrideView revoke(
      @PathParam("id") String id, OverrideStep step, @Context SecurityContext security) {
    Person person = Callers.person(security, OverrideDesk.REVOKING);
    OverrideView revoked = desk.revoke(id, person, step.reason());
    LOG.warn("override revoked: {}", revoked);
    return revoked;
  }
}
