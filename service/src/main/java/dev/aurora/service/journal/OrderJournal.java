package dev.aurora.service.journal;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillBooking;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderLife;
import dev.aurora.service.journal.order.OrderRows;
import dev.aurora.service.journal.order.SendTurn;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.order.TakeBack;
import dev.aurora.service.journal.order.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The books of orders: check and reserve, the way to the broker, fills. Thread-safe; what a method
 * has returned is durable. Every {@code atMarket} is market time.
 *
 * <p>The unique client order id is what makes an order exactly-once, for ever: calling anything
 * again for the same order gives the recorded answer.
 */
public final class OrderJournal {

  private final Database database;
  private final Clock clock;
  private final OrderLife life;
  private final TakeBack takeBack;
  private final FillBooking fills;

  /**
   * @param clock wall time
   */
  public OrderJournal(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.life = new OrderLife(database, clock);
    this.takeBack = new TakeBack(database, clock, life);
    this.fills = new FillBooking(database, clock);
  }

  /**
   * Checks a basket against the policy and reserves what is approved, in one transaction under the
   * account's lock, order by order, each seeing the reservations before it. An order that is known
   * answers with its recorded verdict and evaluates nothing.
   *
   * @return one result an order, in the order of the request
   * @throws dev.aurora.service.journal.book.UnknownAccount when the account was never opened
   * @throws dev.aurora.service.journal.control.ControlStateUnreadable when the latches can't be
   *     read; nothing was written
   * @throws IllegalStateException when the engine approved what can't be reserved; nothing was
   *     written
   */
  public List<CheckResult> checkAndReserve(CheckRequest request, PolicyEngine engine) {
    return database.transaction(
        handle -> new CheckAndReserve(handle, request, engine, clock).run());
  }

  /**
   * What {@link #checkAndReserve} would answer now, without any effect: nothing is recorded, no
   * room is taken, nothing is latched.
   */
  public List<CheckResult> preview(CheckRequest request, PolicyEngine engine) {
    return database.preview(handle -> new CheckAndReserve(handle, request, engine, clock).run());
  }

  /** See {@link OrderLife#beginSend(String, Instant)}. */
  public SendTurn beginSend(String clientOrderId, Instant atMarket) {
    return life.beginSend(clientOrderId, atMarket);
  }

  /** See {@link OrderLife#beginSend(List, Instant)}. */
  public List<SendTurn> beginSend(List<String> clientOrderIds, Instant atMarket) {
    return life.beginSend(clientOrderIds, atMarket);
  }

  /** See {@link OrderLife#acknowledge(Map, Instant)}. */
  public List<Transition> acknowledge(Map<String, String> brokerOrderIds, Instant atMarket) {
    return life.acknowledge(brokerOrderIds, atMarket);
  }

  /** See {@link OrderLife#acknowledge(String, String, Instant)}. */
  public Transition acknowledge(String clientOrderId, String brokerOrderId, Instant atMarket) {
    return life.acknowledge(clientOrderId, brokerOrderId, atMarket);
  }

  /** See {@link OrderLife#reject}. */
  public Transition reject(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.reject(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#block}. */
  public Transition block(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.block(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#expire}. */
  public Transition expire(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.expire(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#unknown}. */
  public Transition unknown(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.unknown(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#cancelled}. */
  public Transition cancelled(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.cancelled(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#withdraw}. */
  public Transition withdraw(String clientOrderId, StateReason reason, Instant atMarket) {
    return life.withdraw(clientOrderId, reason, atMarket);
  }

  /** See {@link OrderLife#noteResolution}. */
  public void noteResolution(String clientOrderId, String outcome, String by, String reason) {
    life.noteResolution(clientOrderId, outcome, by, reason);
  }

  /** See {@link TakeBack#begin}. */
  public List<String> beginTakeBack(
      Collection<String> clientOrderIds, StateReason kill, Instant askedBefore, Instant atMarket) {
    return takeBack.begin(clientOrderIds, kill, askedBefore, atMarket);
  }

  /** See {@link TakeBack#cancelled}. */
  public List<Transition> cancelledAtBroker(Map<String, String> brokerOrderIds, Instant atMarket) {
    return takeBack.cancelled(brokerOrderIds, atMarket);
  }

  /** See {@link OrderLife#requestCancel}. */
  public void requestCancel(String clientOrderId, StateReason why, Instant atMarket) {
    life.requestCancel(clientOrderId, why, atMarket);
  }

  /** The order as the books hold it now. */
  public Optional<JournalOrder> find(String clientOrderId) {
    return database.transaction(handle -> OrderRows.find(handle, clientOrderId));
  }

  /** See {@link FillBooking#book(List)}. */
  public List<FillResult> bookFills(List<Fill> chunk) {
    return fills.book(chunk);
  }

  /** See {@link FillBooking#book(Fill)}. */
  public FillResult bookFill(Fill fill) {
    return fills.book(fill);
  }
}
