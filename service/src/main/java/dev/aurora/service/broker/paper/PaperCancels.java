package dev.aurora.service.broker.paper;

import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Ends live orders whose cancel has come, inside a transaction of the caller. */
final class PaperCancels {

  private PaperCancels() {}

  /**
   * Ends those that are live; the others are left as they are.
   *
   * @return by client order id; what the broker never saw is left out
   */
  static Map<String, CancelResult> end(Handle handle, List<String> clientOrderIds) {
    // Accounts in the order of their names, as all who take several: no two wait for each other.
    PaperRows.findAll(handle, clientOrderIds).stream()
        .map(PaperOrder::account)
        .distinct()
        .sorted()
        .forEach(account -> PaperRows.lockCash(handle, account));
    Map<String, CancelResult> answers = new HashMap<>();
    List<PaperOrder> orders = PaperRows.findAll(handle, clientOrderIds);
    List<String> live =
        orders.stream()
            .filter(order -> order.state().isLive())
            .map(PaperOrder::clientOrderId)
            .toList();
    orders.forEach(
        order ->
            answers.put(order.clientOrderId(), new CancelResult.HadEnded(order.asSeenOutside())));
    PaperRows.endAll(handle, live, BrokerOrder.State.CANCELLED, "as asked");
    PaperRows.findAll(handle, live)
        .forEach(
            order ->
                answers.put(
                    order.clientOrderId(), new CancelResult.Cancelled(order.asSeenOutside())));
    return answers;
  }
}
