package dev.aurora.service.sweep;

import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.order.AccountTime;
import dev.aurora.service.order.CheckRequests;
import dev.aurora.service.order.OrderIntake;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The active policy, the market and the books of this installation. */
public final class PolicyChecks implements FlattenChecks {

  private final OrderJournal journal;
  private final CheckRequests requests;
  private final OrderIntake intake;
  private final PolicyEngine engine;
  private final AccountTime time;

  public PolicyChecks(
      OrderJournal journal,
      CheckRequests requests,
      OrderIntake intake,
      PolicyEngine engine,
      AccountTime time) {
    this.journal = journal;
    this.requests = requests;
    this.intake = intake;
    this.engine = engine;
    this.time = time;
  }

  @Override
  public Optional<Instant> marketNow(String account) {
    return time.now(account);
  }

  @Override
  public BigDecimal quantityMax(Order order) {
    // Without rules every order is denied, whatever its quantity.
    return NoActiveRuleSet.DIGEST.equals(engine.ruleSetDigest())
        ? BoundLimits.UNLIMITED
        : engine
            .limits()
            .bind(
                order.account(),
                order.strategy(),
                order.symbol(),
                order.modelVersion(),
                order.venue())
            .getOrderQuantityMax();
  }

  /** At the market time of the order's making: its account has not gone on since, or is refused. */
  @Override
  public CheckResult check(Order order, Instant marketNow) {
    return journal
        .checkAndReserve(
            requests.of(
                intake.contextOf(String.valueOf(order.account()), marketNow), null, List.of(order)),
            engine)
        .getFirst();
  }
}
