package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.order.CheckRequests;
import dev.aurora.service.order.OrderIntake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the policy would say of an order, without any effect. */
@ApplicationScoped
@Path("/v1/orders:check")
@Produces(MediaType.APPLICATION_JSON)
public class OrderCheckResource {

  private final OrderIntake intake;
  private final CheckRequests requests;
  private final OrderJournal journal;
  private final PolicyEngine engine;

  @Inject
  public OrderCheckResource(
      OrderIntake intake, CheckRequests requests, OrderJournal journal, PolicyEngine engine) {
    this.intake = intake;
    this.requests = requests;
    this.journal = journal;
    this.engine = engine;
  }

  /** For the client proxy. */
  protected OrderCheckResource() {
    this(unread(), unread(), unread(), unread());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CheckView check(
      String body,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("asOf") @Nullable String asOf) {
    OrderIntake.Taken taken = intake.take(body, key, OrderResource.date(asOf));
    CheckResult result =
        journal
            .preview(requests.of(taken.context(), null, List.of(taken.order())), engine)
            .getFirst();
    return switch (result) {
      case CheckResult.Checked checked ->
          new CheckView(
              checked.clientOrderId(),
              checked.verdict().approved() ? "APPROVED" : "DENIED",
              checked.verdict().ruleSet(),
              checked.verdict().reducer(),
              checked.verdict().breaches(),
              null);
      case CheckResult.PayloadConflict conflict ->
          new CheckView(
              conflict.clientOrderId(),
              null,
              null,
              false,
              List.of(),
              "%s: order %s, %s"
                  .formatted(
                      conflict.kind(), conflict.recordedOrderId(), conflict.recordedState()));
    };
  }
}
