package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.person.Person;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Differences between books and broker: looked at, and closed by persons. */
@ApplicationScoped
@Path("/v1/breaks")
@Produces(MediaType.APPLICATION_JSON)
public class BreakResource {

  private static final Logger LOG = LoggerFactory.getLogger(BreakResource.class);
  private static final int HISTORY_MAX = 1000;

  private final Breaks breaks;

  @Inject
  public BreakResource(Breaks breaks) {
    this.breaks = breaks;
  }

  /** For the client proxy. */
  protected BreakResource() {
    this(unread());
  }

  /**
   * Breaks.
   *
   * @param all also those that are closed, the newest first
   */
  @GET
  public BreakView list(@QueryParam("all") @DefaultValue("false") boolean all) {
    return new BreakView(all ? breaks.history(HISTORY_MAX) : breaks.open());
  }

  /** Closes a break in the name of a person. */
  @POST
  @Path("/closed")
  @Consumes(MediaType.APPLICATION_JSON)
  public BreakView close(CloseBreakRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.OPERATING);
    if (isBlank(request.cause())) {
      throw refused(
          Response.Status.BAD_REQUEST,
          "cause-needed",
          "Only a person who says why closes a break.",
          "Say why (--cause).");
    }
    if (!breaks.close(request.id(), person.name(), request.cause())) {
      throw refused(
          Response.Status.CONFLICT,
          "no-such-break",
          "No break " + request.id() + " is open.",
          "`aurora reconcile breaks` names those that are.");
    }
    LOG.warn("break {} closed by {}: {}", request.id(), person.name(), request.cause());
    return new BreakView(breaks.open());
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static WebApplicationException refused(
      Response.Status status, String code, String detail, String remedy) {
    return new WebApplicationException(Problems.response(status, code, detail, remedy));
  }
}
