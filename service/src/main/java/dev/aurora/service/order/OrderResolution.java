package dev.aurora.service.order;

import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person says what became of an order of unknown outcome. The broker is asked first and its word
 * is the last: a person decides only what it does not tell. Nothing is ever sent again.
 * Thread-safe.
 */
public final class OrderResolution {

  private final OrderJournal journal;
  private final Broker broker;
  private final CatchUp catchUp;

  public OrderResolution(OrderJournal journal, Broker broker) {
    this.journal = journal;
    this.broker = broker;
    this.catchUp = new CatchUp(journal, broker);
  }

  /** What came of it. */
  public sealed interface Result {

    /** The order stands there now. */
    record Resolved(OrderState state, String detail) implements Result {}

    /** Nothing was changed. */
    record Refused(String code, String detail, String remedy) implements Result {}
  }

  /**
   * An execution as the broker's own screen or statement shows it.
   *
   * @param executionId the broker's id: told again by the broker, it is the same fill
   * @param quantity units
   * @param price price currency per unit
   * @param fees account currency
   */
  public record ToldFill(
      String executionId, BigDecimal quantity, BigDecimal price, BigDecimal fees) {

    public ToldFill {
      if (executionId.isBlank()) {
        throw new IllegalArgumentException("an execution has an id");
      }
      if (quantity.signum() <= 0 || price.signum() <= 0) {
        throw new IllegalArgumentException("an execution has a quantity and a price above zero");
      }
    }
  }

  /**
   * The order did not reach the broker, somebody made sure: it ends, its room is free, it is never
   * sent. A fill that comes all the same is booked as late and alarmed.
   */
  public Result notSent(JournalOrder order, String by, String reason, Instant marketNow) {
    Result refused = refusal(order);
    if (refused != null) {
      return refused;
    }
    return switch (catchUp.catchUp(order, marketNow)) {
      case CatchUp.Outcome.AtBroker at -> told(order, at.order());
      case CatchUp.Outcome.NotAtBroker none -> ended(order, by, reason, marketNow, "knows none");
      case CatchUp.Outcome.NoAnswer silent ->
          ended(order, by, reason, marketNow, "does not answer (" + silent.detail() + ")");
    };
  }

  /**
   * The order was executed, as told.
   *
   * @param fill null = as the broker tells it
   */
  public Result filled(
      JournalOrder order, @Nullable ToldFill fill, String by, String reason, Instant marketNow) {
    Result refused = refusal(order);
    if (refused != null) {
      return refused;
    }
    CatchUp.Outcome outcome = catchUp.catchUp(order, marketNow);
    if (outcome instanceof CatchUp.Outcome.AtBroker at) {
      return told(order, at.order());
    }
    if (fill == null) {
      return new Result.Refused(
          "execution-needed",
          "The broker does not tell of an execution, so one has to be told.",
          "Read execution id, quantity, price and fees from the broker's statement, and say them.");
    }
    return book(order, fill, by, reason, marketNow);
  }

  /** Only what nobody knows: an order that is on its way has a sender that is still asking. */
  private static Result.@Nullable Refused refusal(JournalOrder order) {
    return order.state() == OrderState.UNKNOWN
        ? null
        : new Result.Refused(
            "outcome-known",
            "There is nothing to resolve: " + order.clientOrderId() + " is " + order.state() + ".",
            "`aurora orders show` says how it came there.");
  }

  private Result told(JournalOrder order, BrokerOrder atBroker) {
    OrderState now = journal.find(order.clientOrderId()).map(JournalOrder::state).orElseThrow();
    return now == OrderState.UNKNOWN
        ? new Result.Refused(
            "broker-unclear",
            "The broker has the order as " + atBroker.state() + ", and the books as " + now + ".",
            "Reconcile, then look at the order again.")
        : new Result.Resolved(
            now, "the broker has it as " + atBroker.state() + ": its word is what counts");
  }

  private Result ended(
      JournalOrder order, String by, String reason, Instant marketNow, String broker) {
    journal.noteResolution(order.clientOrderId(), "not-sent", by, reason);
    journal.block(
        order.clientOrderId(),
        new StateReason(
            "resolved-not-sent", "%s says so: %s; the broker %s".formatted(by, reason, broker)),
        marketNow);
    return new Result.Resolved(OrderState.BLOCKED, "ended as never sent; the broker " + broker);
  }

  private Result book(
      JournalOrder order, ToldFill fill, String by, String reason, Instant marketNow) {
    journal.noteResolution(order.clientOrderId(), "filled", by, reason);
    FillResult result =
        journal.bookFill(
            new Fill(
                broker.name(),
                fill.executionId(),
                order.clientOrderId(),
                order.symbol(),
                order.side(),
                fill.quantity(),
                fill.price(),
                fill.fees(),
                marketNow));
    return switch (result) {
      case FillResult.Booked booked ->
          new Result.Resolved(booked.state(), "booked as told by %s: %s".formatted(by, reason));
      case FillResult.AlreadyBooked again ->
          new Result.Resolved(
              journal.find(order.clientOrderId()).map(JournalOrder::state).orElseThrow(),
              "this execution was booked before");
      case FillResult.Contradiction contradiction ->
          new Result.Refused(
              "execution-contradicts",
              contradiction.detail(),
              "A break stands open; compare with the broker's statement.");
      case FillResult.OrderUnknown unknown ->
          throw new IllegalStateException("an order of the books is not there: " + unknown);
    };
  }
}
