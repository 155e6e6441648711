package dev.aurora.service.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.PayloadDigest;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.TwoPersonStep;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person leaves a position, in whole or in part: one person while trading goes on or is reduced,
 * two while it is halted. Who stands behind the order is in the books before it is checked; from
 * there it goes the way of every order. An exit that was agreed to and never checked, because its
 * process died, is gone on with by the next who asks. Thread-safe.
 */
public final class ManualExits {

  /** Anybody who gives orders begins, and one of the two answers for the installation. */
  public static final TwoPersonStep STEP =
      new TwoPersonStep(
          "orders.exit",
          Set.of(Role.TRADER, Role.OPERATOR, Role.RISK),
          Set.of(Role.TRADER, Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER),
          Set.of(Role.OPERATOR, Role.RISK));

  private final ExitBook exits;
  private final Holdings holdings;
  private final ControlStore control;
  private final Approvals approvals;
  private final AccountTime time;
  private final String venue;
  private final Clock clock;

  /**
   * @param venue of positions that no order of ours has made
   * @param clock wall time
   */
  public ManualExits(
      ExitBook exits,
      Holdings holdings,
      ControlStore control,
      Approvals approvals,
      AccountTime time,
      String venue,
      Clock clock) {
    this.exits = exits;
    this.holdings = holdings;
    this.control = control;
    this.approvals = approvals;
    this.time = time;
    this.venue = venue;
    this.clock = clock;
  }

  /**
   * A person wants out.
   *
   * @param commandId the same twice is one exit, as long as one person is enough
   * @param quantity units; null = all that can be closed
   */
  public record Ask(
      String commandId,
      String account,
      String symbol,
      @Nullable BigDecimal quantity,
      Person person,
      String reason) {}

  /** What came of asking. */
  public sealed interface Answer {}

  /** The order stands in the name of everybody that it needs; it is to be checked and sent. */
  public record Made(Order order) implements Answer {}

  /**
   * One of two persons is known; nothing is sent.
   *
   * @param order as it would be, without an id
   */
  public record Waiting(Approvals.Waiting approval, Order order) implements Answer {}

  /** Nothing was recorded. */
  public record Refused(String code, String detail, String remedy) implements Answer {}

  /** Asks for an exit, or agrees to one that another person has asked for. */
  public Answer ask(Ask ask) {
    Optional<ManualExit> unmade =
        exits.unmade(ask.account(), ask.symbol(), clock.instant().minus(Approval.SHELF_LIFE));
    return unmade.<Answer>map(exit -> new Made(exit.order())).orElseGet(() -> askAnew(ask));
  }

  private Answer askAnew(Ask ask) {
    BigDecimal held = exits.held(ask.account(), ask.symbol());
    if (held.signum() == 0) {
      return new Refused(
          "nothing-held",
          "%s holds no %s.".formatted(ask.account(), ask.symbol()),
          "`aurora status` shows what each account holds.");
    }
    Optional<Instant> now = time.now(ask.account());
    if (now.isEmpty()) {
      return new Refused(
          "market-time-moves",
          "The market time of %s is being moved on.".formatted(ask.account()),
          "Ask again in a moment.");
    }
    Holding holding = new Holding(ask.account(), ask.symbol(), held);
    BigDecimal closable = exits.closable(ask.account(), ask.symbol(), holding.closingSide(), null);
    BigDecimal quantity = ask.quantity() == null ? closable : ask.quantity();
    if (quantity.signum() <= 0 || quantity.compareTo(closable) > 0) {
      return tooLarge(ask, held, quantity, closable);
    }
    Order order = order(ask, holding, quantity, now.orElseThrow());
    boolean halted = control.effective(ControlOwners.of(order)).state() == TradingState.HALTED;
    return halted ? byTwo(ask, order) : byOne(ask, order);
  }

  private static Refused tooLarge(
      Ask ask, BigDecimal held, BigDecimal quantity, BigDecimal closable) {
    return new Refused(
        "larger-than-position",
        "%s units of %s can't be left: %s holds %s, and %s is the largest quantity that reduces."
            .formatted(
                quantity.toPlainString(),
                ask.symbol(),
                ask.account(),
                held.toPlainString(),
                closable.toPlainString()),
        closable.signum() == 0
            ? "Orders that work close it already; `aurora orders list --state open` shows them."
            : "Say --quantity " + closable.toPlainString() + " or less.");
  }

  private Answer byOne(Ask ask, Order order) {
    if (!ask.person().holdsOneOf(STEP.mayBegin())) {
      return new Refused(
          "role-lacking",
          ask.person().name() + " may only be the second of two.",
          "Ask somebody who gives orders: " + Role.words(STEP.mayBegin(), ", ") + ".");
    }
    Order named = named(order, ask.commandId());
    exits.keep(
        new ManualExit(named, ask.person().name(), null, null, ask.reason(), clock.instant()));
    return new Made(named);
  }

  private Answer byTwo(Ask ask, Order order) {
    Approvals.Ask step =
        new Approvals.Ask(
            STEP, ask.account() + "/" + ask.symbol(), digest(order), ask.person(), ask.reason());
    Approvals.Outcome outcome =
        approvals.ask(step, (handle, both) -> ExitBook.keep(handle, kept(order, both)));
    return switch (outcome) {
      case Approvals.Waiting waiting -> new Waiting(waiting, order);
      case Approvals.Complete both -> new Made(kept(order, both).order());
      case Approvals.Refused refused ->
          new Refused(refused.code(), refused.detail(), refused.remedy());
    };
  }

  private static ManualExit kept(Order order, Approvals.Complete both) {
    return new ManualExit(
        named(order, both.approvalId()),
        both.first().person(),
        both.second().person(),
        both.approvalId(),
        both.first().cause(),
        both.second().at());
  }

  /** All that the two must have meant alike. */
  private static String digest(Order order) {
    return PayloadDigest.of(
        String.valueOf(order.account()),
        String.valueOf(order.symbol()),
        String.valueOf(order.side()),
        Columns.plain(Objects.requireNonNull(order.quantity())).toPlainString());
  }

  private Order order(Ask ask, Holding holding, BigDecimal quantity, Instant marketNow) {
    Optional<Order> last = holdings.lastOrderOf(holding);
    return new Order(
        null,
        null,
        ask.account(),
        last.map(Order::strategy).orElse("none"),
        last.map(Order::modelVersion).orElse("none"),
        last.map(Order::venue).orElse(venue),
        ask.symbol(),
        holding.closingSide(),
        OrderType.MARKET,
        quantity,
        null,
        TimeInForce.DAY,
        null,
        Origin.MANUAL_EXIT,
        marketNow,
        0,
        null,
        false);
  }

  private static Order named(Order order, String what) {
    String id = "exit:" + what;
    return order.identified(id, id);
  }
}
