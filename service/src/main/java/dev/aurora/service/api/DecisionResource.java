package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.verdict.Answer;
import dev.aurora.service.journal.decision.DecisionQueries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recorded decisions: what was known of each order, and what was said. */
@ApplicationScoped
@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {

  private static final int LIMIT_MAX = 1_000;
  private static final Set<String> VERDICTS = Set.of(Answer.APPROVED, Answer.DENIED);

  private final DecisionQueries decisions;

  @Inject
  public DecisionResource(DecisionQueries decisions) {
    this.decisions = decisions;
  }

  /** For the client proxy. */
  protected DecisionResource() {
    this(unread());
  }

  /**
   * The newest decisions that fit, the oldest of them first.
   *
   * @param verdict APPROVED or DENIED
   * @param control with a breach of this control
   * @param mode with a breach of this mode: ENFORCE, MONITOR or OVERRIDDEN
   */
  @GET
  public DecisionList list(
      @QueryParam("account") @Nullable String account,
      @QueryParam("order") @Nullable String order,
      @QueryParam("verdict") @Nullable String verdict,
      @QueryParam("control") @Nullable String control,
      @QueryParam("mode") @Nullable String mode,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (verdict != null && !VERDICTS.contains(verdict)) {
      throw refused(
          Response.Status.BAD_REQUEST,
          "unknown-verdict",
          "There is no verdict " + verdict + ".",
          "Say APPROVED or DENIED.");
    }
    if (limit < 1 || limit > LIMIT_MAX) {
      throw refused(
          Response.Status.BAD_REQUEST,
          "limit",
          limit + " is no number of decisions to show.",
          "Say a number from 1 to " + LIMIT_MAX + ".");
    }
    return new DecisionList(
        decisions
            .newest(new DecisionQueries.Filter(account, order, verdict, control, mode), limit)
            .stream()
            .map(DecisionView::of)
            .toList());
  }

  /** One decision, by its id: account, #, place in the account's chain. */
  @GET
  @Path("/{id}")
  public DecisionView show(@PathParam("id") String id) {
    return decisions
        .find(id)
        .map(DecisionView::of)
        .orElseThrow(
            () ->
                refused(
                    Response.Status.NOT_FOUND,
                    "unknown-decision",
                    "There is no decision " + id + " in the books.",
                    "`aurora orders show` names the decision of an order."));
  }

  private static WebApplicationException refused(
      Response.Status status, String code, String detail, String remedy) {
    return new WebApplicationException(Problems.response(status, code, detail, remedy));
  }
}
