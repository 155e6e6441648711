package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.person.Person;
import dev.aurora.service.release.KillConfirmations;
import dev.aurora.service.release.KillPage;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person's word for what a kill could not bring to an end. */
@ApplicationScoped
@Path("/v1/kill:confirm")
@Produces(MediaType.APPLICATION_JSON)
public class KillConfirmResource {

  private static final Logger LOG = LoggerFactory.getLogger(KillConfirmResource.class);

  private final KillConfirmations confirmations;
  private final KillPage page;

  @Inject
  public KillConfirmResource(KillConfirmations confirmations, KillPage page) {
    this.confirmations = confirmations;
    this.page = page;
  }

  /** For the client proxy. */
  protected KillConfirmResource() {
    this(unread(), unread());
  }

  /** Records that these orders were looked up at the broker. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ConfirmAnswer confirm(ConfirmRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, KillSteps.ANSWERING);
    KillRefusals.requireText("id", request.id());
    KillRefusals.requireText("reason", request.reason());
    Set<String> seen = Set.copyOf(Objects.requireNonNullElse(request.orders(), List.of()));
    return switch (confirmations.confirm(request.id(), person, request.reason(), seen)) {
      case KillConfirmations.Recorded recorded -> {
        LOG.warn("confirmed: {} {}", recorded.approval(), recorded.orders());
        yield new ConfirmAnswer(
            request.id(),
            person.name(),
            recorded.orders(),
            !page.confirmed(request.id(), recorded.approval().id()));
      }
      case KillConfirmations.Refused refused -> throw KillRefusals.thrown(refused.why());
    };
  }
}
