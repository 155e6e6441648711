package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Person;
import dev.aurora.service.release.KillPage;
import dev.aurora.service.release.KillRelease;
import dev.aurora.service.release.KillSteps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lifts restrictions: a path of its own, since it is no part of the kill's. */
@ApplicationScoped
@Path("/v1/kill:release")
@Produces(MediaType.APPLICATION_JSON)
public class KillReleaseResource {

  private static final Logger LOG = LoggerFactory.getLogger(KillReleaseResource.class);

  private final KillRelease releases;
  private final KillPage page;

  @Inject
  public KillReleaseResource(KillRelease releases, KillPage page) {
    this.releases = releases;
    this.page = page;
  }

  /** For the client proxy. */
  protected KillReleaseResource() {
    this(unread(), unread());
  }

  /** Approves or does the next step of a release, in the name of the person who calls. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ReleaseAnswer release(ReleaseRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, KillSteps.ANSWERING);
    KillRefusals.requireText("id", request.id());
    KillRefusals.requireText("cause", request.cause());
    return switch (releases.release(request.id(), person, request.cause())) {
      case KillRelease.Waiting waiting -> {
        LOG.warn("1 of 2: {}", waiting.approval().first());
        yield ReleaseAnswer.of(waiting);
      }
      case KillRelease.Done done -> {
        LOG.warn("released: {}", done.latch());
        yield ReleaseAnswer.of(done, !shown(done));
      }
      case KillRelease.Refused refused -> throw KillRefusals.thrown(refused.why());
    };
  }

  /** What one person ends needs no approval to be shown: the page reads it from the books. */
  private boolean shown(KillRelease.Done done) {
    return done.approvalId() == null
        || page.released(done.latch().latch().commandId(), done.approvalId());
  }
}
