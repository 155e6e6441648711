package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.run.Retries;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.ZoneOffset;
import java.util.List;

/** Further attempts at what came to nothing in a run. */
@ApplicationScoped
@Path("/v1/runs/retries")
@Produces(MediaType.APPLICATION_JSON)
public class RunRetryResource {

  private final RunStore runs;
  private final Retries retries;

  @Inject
  public RunRetryResource(RunStore runs, Retries retries) {
    this.runs = runs;
    this.retries = retries;
  }

  /** For the client proxy. */
  protected RunRetryResource() {
    this(unread(), unread());
  }

  /** Notes a further attempt at what came to nothing; `POST /v1/runs` with its number runs it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RetryAnswer retry(RetryRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Callers.TRADING);
    requireReason(request);
    RunIdentity run =
        new RunIdentity(
            request.account(),
            request.strategy(),
            request.asOf().atStartOfDay(ZoneOffset.UTC).toInstant());
    RunRow recorded =
        runs.find(run)
            .orElseThrow(
                () ->
                    refused(
                        "unknown-run",
                        "There is no run " + run.key() + ".",
                        "Make it first: `aurora run` without --retry."));
    if (recorded.status() == RunStatus.RUNNING) {
      throw refused(
          "run-not-ended", "Run " + run.key() + " is under way.", "Wait until it has ended.");
    }
    if (!runs.ofAccount(request.account()).getFirst().identity().asOf().equals(run.asOf())) {
      throw refused(
          "run-not-newest",
          "The account's market time has gone beyond " + request.asOf() + ".",
          "Only the newest session can be tried again: its prices are the ones that hold.");
    }
    List<String> legs = retries.open(run).stream().map(Order::clientOrderId).toList();
    if (legs.isEmpty()) {
      throw refused(
          "nothing-to-retry",
          "No leg of " + run.key() + " was denied, blocked or expired.",
          "There is nothing to do: every other order has been sent or is on its way.");
    }
    return new RetryAnswer(retries.ask(run, person.name(), request.reason()), legs);
  }

  private static void requireReason(RetryRequest request) {
    if (request.reason() == null || request.reason().isBlank()) {
      throw refused("reason-needed", "A further attempt needs a reason.", "Say why (--reason).");
    }
  }

  /** The answer is no: nothing is wrong with how it was asked. */
  private static WebApplicationException refused(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.CONFLICT, code, detail, remedy));
  }
}
