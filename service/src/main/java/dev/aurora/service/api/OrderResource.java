package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.order.OrderExecutions;
import dev.aurora.service.order.OrderIntake;
import dev.aurora.service.order.OrderResolution;
import dev.aurora.service.order.Outcomes;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderInput;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowServiceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Single orders: submitted, looked up, taken back, resolved. */
@ApplicationScoped
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
public class OrderResource {

  private static final Set<String> OUTCOMES = Set.of("filled", "not-sent");

  private final OrderIntake intake;
  private final OrderExecutions executions;
  private final OrderResolution resolution;
  private final JournalQueries queries;
  private final Accounts accounts;

  @Inject
  public OrderResource(
      OrderIntake intake,
      OrderExecutions executions,
      OrderResolution resolution,
      JournalQueries queries,
      Accounts accounts) {
    this.intake = intake;
    this.executions = executions;
    this.resolution = resolution;
    this.queries = queries;
    this.accounts = accounts;
  }

  /** For the client proxy. */
  protected OrderResource() {
    this(unread(), unread(), unread(), unread(), unread());
  }

  /**
   * Checks the order and, when it is approved, sees it through. Answers as soon as the verdict is
   * durable; the same order again gives the recorded answer.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public OrderView submit(
      String body,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("asOf") @Nullable String asOf,
      @Context SecurityContext security) {
    Callers.programOr(security, Callers.TRADING);
    OrderIntake.Taken taken = intake.take(body, key, date(asOf));
    String id = String.valueOf(taken.order().clientOrderId());
    JournalOrder before = queries.order(id).orElse(null);
    if (before == null) {
      check(new OrderInput(taken.context(), id, taken.order()));
    }
    JournalOrder recorded = required(id);
    if (!recorded.payloadDigest().equals(FactsJson.payloadDigest(taken.order()))) {
      throw conflict(
          "key-used",
          "The client order id " + id + " stands for another order: " + Outcomes.summary(recorded),
          "Give this order an id of its own, or ask for the one that is recorded.");
    }
    return view(recorded);
  }

  private void check(OrderInput input) {
    try {
      executions.check(input);
    } catch (WorkflowException failed) {
      // Nothing is recorded under this id, or this order would have been checked.
      if (queries.order(input.clientOrderId()).isEmpty()) {
        if (failed instanceof WorkflowServiceException) {
          throw failed; // the server could not say: the caller asks again, under the same id
        }
        throw conflict(
            "intent-served",
            "The order was not taken: " + rootMessage(failed),
            "An intent has one order at a time: look at the earlier one with `aurora orders"
                + " list`.");
      }
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage());
  }

  private List<String> accounts(@Nullable String asked) {
    List<String> known = accounts.all().stream().map(AccountRow::account).toList();
    if (asked == null) {
      return known;
    }
    if (!known.contains(asked)) {
      throw badRequest(
          "unknown-account", "There is no account " + asked + ".", "Say one of " + known + ".");
    }
    return List.of(asked);
  }

  /**
   * Orders, the oldest first.
   *
   * @param state one of the states, or {@code open} for those that may still fill; null = all
   */
  @GET
  public OrderList list(
      @QueryParam("account") @Nullable String account,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Predicate<JournalOrder> asked = in(state);
    List<JournalOrder> found =
        accounts(account).stream()
            .flatMap(known -> queries.ordersOfAccount(known).stream())
            .filter(asked)
            .toList();
    return new OrderList(
        found.size(),
        found.subList(Math.max(0, found.size() - Math.max(0, limit)), found.size()).stream()
            .map(this::view)
            .toList());
  }

  /**
   * Refuses a word that is no state, also while the books are empty: it is a mistake all the same.
   */
  private static Predicate<JournalOrder> in(@Nullable String state) {
    if (state == null) {
      return order -> true;
    }
    if (state.equals("open")) {
      return order -> order.state().reserves();
    }
    for (OrderState known : OrderState.values()) {
      if (known.name().equals(state)) {
        return order -> order.state() == known;
      }
    }
    throw badRequest(
        "unknown-state",
        "There is no order state " + state + ".",
        "Say open, or one of " + List.of(OrderState.values()) + ".");
  }

  @GET
  @Path("/{id}")
  public OrderView show(@PathParam("id") String id) {
    return view(required(id));
  }

  /**
   * Takes the order back. Answers at once where it stands; the broker's word may come later.
   *
   * @param by who, as long as no person's token says it: then it counts as unproven
   * @param reason why, one sentence
   */
  @DELETE
  @Path("/{id}")
  public OrderView cancel(
      @PathParam("id") String id,
      @QueryParam("by") @DefaultValue("operator") String by,
      @QueryParam("reason") @DefaultValue("no reason given") String reason,
      @Context SecurityContext security) {
    String who = Callers.programOr(security, Callers.TRADING).recorded(by);
    JournalOrder order = required(id);
    if (!order.state().reserves()) {
      throw conflict(
          "ended",
          "There is nothing to take back: "
              + Outcomes.summary(order)
              + " is "
              + order.state()
              + ".",
          "`aurora orders show` says how it ended.");
    }
    executions.cancel(
        intake.contextOf(order.account(), order.checkedAt()),
        id,
        new CancelCommand("api/" + UUID.randomUUID(), who, reason));
    return view(required(id));
  }

  /** A person says what became of an order of unknown outcome. */
  @POST
  @Path("/{id:.+}:resolve")
  @Consumes(MediaType.APPLICATION_JSON)
  public ResolveView resolve(
      @PathParam("id") String id, ResolveRequest request, @Context SecurityContext security) {
    String by = Callers.person(security, Callers.OPERATING).name();
    requireStatement(request);
    JournalOrder order = required(id);
    Instant marketNow = order.checkedAt();
    OrderResolution.Result result =
        request.outcome().equals("not-sent")
            ? resolution.notSent(order, by, request.reason(), marketNow)
            : resolution.filled(order, told(request), by, request.reason(), marketNow);
    return switch (result) {
      case OrderResolution.Result.Resolved resolved ->
          new ResolveView(id, resolved.state(), resolved.detail());
      case OrderResolution.Result.Refused refused ->
          throw conflict(refused.code(), refused.detail(), refused.remedy());
    };
  }

  private static void requireStatement(ResolveRequest request) {
    if (request.outcome() == null || !OUTCOMES.contains(request.outcome())) {
      throw badRequest(
          "unknown-outcome",
          "There is no outcome " + request.outcome() + ".",
          "Say filled or not-sent.");
    }
    if (request.reason() == null || request.reason().isBlank()) {
      throw badRequest(
          "reason-needed",
          "Only a person who says how they know resolves an order.",
          "Say why (--reason).");
    }
  }

  private static OrderResolution.@Nullable ToldFill told(ResolveRequest request) {
    if (request.executionId() == null
        && request.quantity() == null
        && request.price() == null
        && request.fees() == null) {
      return null;
    }
    if (request.executionId() == null
        || request.executionId().isBlank()
        || request.quantity() == null
        || request.quantity().signum() <= 0
        || request.price() == null
        || request.price().signum() <= 0) {
      throw badRequest(
          "execution-incomplete",
          "An execution is told by its id, a quantity and a price above zero.",
          "Read all of them from the broker's statement, or tell none when the broker answers.");
    }
    return new OrderResolution.ToldFill(
        request.executionId(),
        request.quantity(),
        request.price(),
        request.fees() == null ? BigDecimal.ZERO : request.fees());
  }

  private JournalOrder required(String id) {
    return queries
        .order(id)
        .orElseThrow(
            () ->
                new WebApplicationException(
                    Problems.response(
                        Response.Status.NOT_FOUND,
                        "unknown-order",
                        "There is no order " + id + " in the books.",
                        "`aurora orders list` names those that are there.")));
  }

  private OrderView view(JournalOrder order) {
    return OrderView.of(
        order,
        Outcomes.summary(order),
        executions.id(order.account(), order.clientOrderId()),
        queries.fillsOfOrder(order.clientOrderId()));
  }

  static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException noDate) {
      throw badRequest("no-date", text + " is no date.", "Write it as 2013-02-27.");
    }
  }

  private static WebApplicationException badRequest(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.BAD_REQUEST, code, detail, remedy));
  }

  private static WebApplicationException conflict(String code, String detail, String remedy) {
    return new WebApplicationException(
        Problems.response(Response.Status.CONFLICT, code, detail, remedy));
  }
}
