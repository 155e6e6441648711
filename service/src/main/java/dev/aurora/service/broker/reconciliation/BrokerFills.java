package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.order.Fill;

/** Turns what a broker reports into what the books take. */
public final class BrokerFills {

  private BrokerFills() {}

  /** The fill to book for an execution of that broker. */
  public static Fill fill(String broker, Execution execution) {
    return new Fill(
        broker,
        execution.executionId(),
        execution.clientOrderId(),
        execution.symbol(),
        execution.side(),
        execution.quantity(),
        execution.price(),
        execution.fees(),
        execution.at());
  }
}
