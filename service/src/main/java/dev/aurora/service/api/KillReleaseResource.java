package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.killswitch.LatchRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lifts restrictions: a path of its own, since it is no part of the kill's. */
@ApplicationScoped
@Path("/v1/kill:release")
@Produces(MediaType.APPLICATION_JSON)
public class KillReleaseResource {

  private static final Logger LOG = LoggerFactory.getLogger(KillReleaseResource.class);

  private final LatchRelease releases;
  private final KillViews views;

  @Inject
  public KillReleaseResource(LatchRelease releases, KillViews views) {
    this.releases = releases;
    this.views = views;
  }

  /** For the client proxy. */
  protected KillReleaseResource() {
    this(unread(), unread());
  }

  /** Ends a latch that only reduces, in the name of one person. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public KillView release(ReleaseRequest request) {
    return switch (releases.release(request.id(), request.by(), request.cause())) {
      case LatchRelease.Released released -> {
        LOG.warn("released: {}", released.latch());
        yield views.now();
      }
      case LatchRelease.Refused refused ->
          throw new WebApplicationException(
              Problems.response(
                  Response.Status.CONFLICT, refused.code(), refused.detail(), refused.remedy()));
    };
  }
}
