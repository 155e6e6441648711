package dev.aurora.workflows.order;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * Port to the books, the policy and the broker. Every method may run more than once and then
 * answers from what is recorded: keys, reservations, the outbox and a look-up before any resend
 * make it so.
 */
@ActivityInterface(namePrefix = "Orders.")
public interface OrderActivities {

  /** Checks and reserves the one order of a caller; again = what is recorded. */
  @ActivityMethod(name = "checkOne")
  OrderOutcome checkOne(OrderInput input);

  /** Checks and reserves planned orders, one by one, in one transaction of the account. */
  @ActivityMethod(name = "check")
  List<OrderOutcome> check(OrderChunk chunk);

  /**
   * Sends what is approved: control state and validity are read last before each wire; what was
   * sent before is asked for, never sent again.
   */
  @ActivityMethod(name = "submit")
  List<OrderOutcome> submit(OrderChunk chunk);

  /**
   * Takes an order back: unsent at once, else by asking the broker, again on every call until it
   * has ended.
   */
  @ActivityMethod(name = "cancel")
  OrderOutcome cancel(OrderContext context, String clientOrderId, CancelCommand command);

  /** Asks the broker, books what is new, ends what the session's close ended. */
  @ActivityMethod(name = "refresh")
  OrderOutcome refresh(OrderContext context, String clientOrderId);
}
