package dev.aurora.service.api;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.order.ManualExits;
import dev.aurora.service.order.OrderExecutions;
import dev.aurora.service.order.OrderIntake;
import dev.aurora.service.order.Outcomes;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.workflows.order.OrderInput;
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
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Persons leave positions by hand: a path of its own, since no caller's order is one of these. */
@ApplicationScoped
@Path("/v1/orders:exit")
@Produces(MediaType.APPLICATION_JSON)
public class ManualExitResource {

  private static final Logger LOG = LoggerFactory.getLogger(ManualExitResource.class);

  private final ManualExits exits;
  private final OrderIntake intake;
  private final OrderExecutions executions;
  private final JournalQueries queries;

  @Inject
  public ManualExitResource(
      ManualExits exits, OrderIntake intake, OrderExecutions executions, JournalQueries queries) {
    this.exits = exits;
    this.intake = intake;
    this.executions = executions;
    this.queries = queries;
  }

  /** For the client proxy. */
  protected ManualExitResource() {
    this(unread(), unread(), unread(), unread());
  }

  /** Asks for an exit, or agrees to one that another person has asked for. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public ExitView exit(ExitRequest request, @Context SecurityContext security) {
    Person person = Callers.person(security, Set.of(Role.values()));
    requireComplete(request);
    ManualExits.Answer answer =
        exits.ask(
            new ManualExits.Ask(
                request.commandId() == null ? "api/" + UUID.randomUUID() : request.commandId(),
                request.account(),
                request.symbol(),
                request.quantity(),
                person,
                request.reason()));
    return switch (answer) {
      case ManualExits.Made made -> made(made.order());
      case ManualExits.Waiting waiting -> {
        LOG.warn("1 of 2 for an exit: {}", waiting.approval().first());
        yield ExitView.of(waiting);
      }
      case ManualExits.Refused refused ->
          throw refused(
              Response.Status.CONFLICT, refused.code(), refused.detail(), refused.remedy());
    };
  }

  private ExitView made(Order order) {
    String id = Objects.requireNonNull(order.clientOrderId());
    String account = Objects.requireNonNull(order.account());
    LOG.warn("an exit by hand: {}", order);
    if (queries.order(id).isEmpty()) {
      executions.check(
          new OrderInput(
              intake.contextOf(account, Objects.requireNonNull(order.decidedAt())), id, order));
    }
    JournalOrder recorded = queries.order(id).orElseThrow();
    return ExitView.of(
        OrderView.of(
            recorded,
            Outcomes.summary(recorded),
            executions.id(account, id),
            queries.fillsOfOrder(id)));
  }

  private static void requireComplete(ExitRequest request) {
    if (isBlank(request.account()) || isBlank(request.symbol()) || isBlank(request.reason())) {
      throw refused(
          Response.Status.BAD_REQUEST,
          "exit-incomplete",
          "An exit names account, symbol and reason.",
          "Say all three.");
    }
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static WebApplicationException refused(
      Response.Status status, String code, String detail, String remedy) {
    return new WebApplicationException(Problems.response(status, code, detail, remedy));
  }
}
