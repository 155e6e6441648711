package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.killswitch.KillCanary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether a kill would work, as tried every minute. */
@ApplicationScoped
@Path("/v1/canary")
@Produces(MediaType.APPLICATION_JSON)
public class KillCanaryResource {

  private final KillCanary canary;

  @Inject
  public KillCanaryResource(KillCanary canary) {
    this.canary = canary;
  }

  /** For the client proxy. */
  protected KillCanaryResource() {
    this(unread());
  }

  @GET
  public KillCanary.Report newest() {
    return canary.newest();
  }
}
