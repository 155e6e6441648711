package dev.aurora.service.crash;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.BrokerRelay;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.ReplayedMarket;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.crash.CrashPoint.Phase;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The paper broker at the end of a wire that a process can die on: before a message leaves, and
 * after the broker took it and before its answer is seen. So it is with what moves its market time
 * on.
 */
final class CrashingBroker extends BrokerRelay implements ReplayedMarket {

  private final PaperBroker broker;
  private final CrashSwitch crash;

  CrashingBroker(PaperBroker broker, CrashSwitch crash) {
    super(broker);
    this.broker = broker;
    this.crash = crash;
  }

  @Override
  public SubmitResult submit(Order order, Instant marketNow) {
    return call("submit", () -> broker.submit(order, marketNow));
  }

  @Override
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return call("lookup", () -> broker.lookup(clientOrderId));
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    return call("cancel", () -> broker.cancel(clientOrderId, marketNow));
  }

  @Override
  public Answer<List<Execution>> executions(String clientOrderId) {
    return call("executions", () -> broker.executions(clientOrderId));
  }

  @Override
  public Answer<List<Execution>> executionsSince(String account, long afterIndex) {
    return call("executionsSince", () -> broker.executionsSince(account, afterIndex));
  }

  @Override
  public void endDay(String account, Instant close) {
    call(
        "endDay",
        () -> {
          broker.endDay(account, close);
          return account;
        });
  }

  @Override
  public int advance(String account, Instant marketNow) {
    return call("advance", () -> broker.advance(account, marketNow));
  }

  @Override
  public Optional<String> book(
      String account, CorporateAction action, @Nullable ActionTerms terms, Instant effectiveAt) {
    return call("book", () -> broker.book(account, action, terms, effectiveAt));
  }

  private <T> T call(String what, Supplier<T> wire) {
    crash.passing("broker." + what, Phase.BEFORE_CALL);
    T answer = wire.get();
    crash.passing("broker." + what, Phase.BEFORE_ANSWER);
    return answer;
  }
}
