package dev.aurora.service.run;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.workflows.order.OrderContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the books don't know of a check: what this process allows, who may trade what, the run's
 * data and stage. Thread-safe.
 */
public class CheckSituation {

  private final KillWatch watch;
  private final Strategies strategies;
  private final OrderGrants grants;
  private final Clock clock;

  public CheckSituation(KillWatch watch, Strategies strategies, OrderGrants grants, Clock clock) {
    this.watch = watch;
    this.strategies = strategies;
    this.grants = grants;
    this.clock = clock;
  }

  /** The facts for orders of one caller: what holds for one of them must hold for all. */
  public RunFacts of(OrderContext context, List<Order> orders) {
    boolean permitted = orders.stream().allMatch(this::permitted);
    Granted granted = grants.of(orders, context.account(), context.mode());
    boolean approvedModel =
        orders.stream()
            .allMatch(
                order ->
                    strategies.hasApprovedModel(order) && strategies.isCovered(order, granted));
    return new RunFacts(
        tradingState(context),
        Set.of(),
        Set.of(),
        permitted,
        approvedModel,
        // Orders are only planned behind a green DataSanity; a red one stops the run before.
        true,
        grants.reached(context.gateLevel(), granted, clock.instant()),
        required(binding(context), granted),
        // Nobody but the books, in the check's own transaction, can say it of the rule set.
        null,
        context.mode(),
        stage(context),
        granted.envelope());
  }

  /**
   * What only leaves a position is Aurora's own, for kill or person: whatever the strategy may
   * trade by now, what it once opened can be closed. No caller's order has such an origin.
   */
  private boolean permitted(Order order) {
    boolean exit = order.origin() == Origin.KILL_FLATTEN || order.origin() == Origin.MANUAL_EXIT;
    return exit ? strategies.isConnected(order) : strategies.permits(order);
  }

  private TradingState tradingState(OrderContext context) {
    if (watch.engaged().isPresent()) {
      return TradingState.HALTED;
    }
    return context.stage().reducersOnly() == null ? TradingState.ACTIVE : TradingState.REDUCE_ONLY;
  }

  /**
   * The baseline is no stage of LIVE: without a stage every rule binds, and the order is denied.
   */
  private static @Nullable Stage stage(OrderContext context) {
    boolean none = context.mode() == TradingMode.LIVE && context.stage().stage() == Stage.BASELINE;
    return none ? null : binding(context);
  }

  /**
   * The stage whose rules bind. In LIVE those of week-two always do: a rollback there goes to week
   * one, and must not lift what the strategy was promoted for.
   */
  private static Stage binding(OrderContext context) {
    return context.mode() == TradingMode.LIVE ? Stage.WEEK_TWO : context.stage().stage();
  }

  /**
   * From week one on a run's artifacts must have passed the gates of every run; from week two on
   * those that the strategy's promotion asks for.
   */
  private static GateLevel required(Stage stage, Granted granted) {
    GateLevel promoted = granted.required();
    return switch (stage) {
      case BASELINE -> GateLevel.NONE;
      case WEEK_ONE -> GateLevel.L0;
      case WEEK_TWO -> promoted == null ? GateLevel.L0 : promoted;
    };
  }
}
