package dev.aurora.rules.speed;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition;
import dev.aurora.rules.language.ConditionCompiler;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.speed.SpeedReport.RuleSpeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Times each rule's condition on the typed trees. Every round asks checks that are made anew, so
 * that a rule pays for the quantities that it reads and doesn't find them worked out by the one
 * before it. One thread uses one of these.
 */
final class RuleTimes {

  private final RuleSet ruleSet;
  private final LongSupplier nanoTime;
  private int broken;

  RuleTimes(RuleSet ruleSet, LongSupplier nanoTime) {
    this.ruleSet = ruleSet;
    this.nanoTime = nanoTime;
  }

  /** A rule and the least that a round of asking it took. */
  private static final class Timed {
    private final CheckRule rule;
    private final CompiledCondition<OrderCheck> condition;
    private long best = Long.MAX_VALUE;

    Timed(CheckRule rule, CompiledCondition<OrderCheck> condition) {
      this.rule = rule;
      this.condition = condition;
    }
  }

  /**
   * Nanoseconds an order of every rule, the dearest first; takes about that time, a round least.
   */
  List<RuleSpeed> slowestFirst(List<OrderGroup> groups, Duration time) {
    List<OrderFacts> orders = groups.stream().flatMap(group -> group.orders().stream()).toList();
    List<Timed> rules = rules();
    long end = nanoTime.getAsLong() + time.toNanos();
    do {
      for (Timed rule : rules) {
        rule.best = Math.min(rule.best, round(rule.condition, orders));
      }
    } while (nanoTime.getAsLong() - end < 0);
    return rules.stream()
        .map(
            rule ->
                new RuleSpeed(
                    rule.rule.name(), rule.rule.control(), rule.best / (double) orders.size()))
        .sorted(Comparator.comparingDouble(RuleSpeed::nanos).reversed())
        .toList();
  }

  private List<Timed> rules() {
    ConditionCompiler<OrderCheck> compiler = new ConditionCompiler<>(OrderCheckSchema.INSTANCE);
    List<Timed> rules = new ArrayList<>();
    for (CheckRule rule : ruleSet.rulesOf(OrderCheckSchema.INSTANCE.patternName())) {
      rules.add(new Timed(rule, compiler.compile(rule.condition())));
    }
    return rules;
  }

  private long round(CompiledCondition<OrderCheck> condition, List<OrderFacts> orders) {
    OrderCheck[] checks = new OrderCheck[orders.size()];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = new OrderCheck(orders.get(i), limits(orders.get(i).order()));
    }
    long begin = nanoTime.getAsLong();
    for (OrderCheck check : checks) {
      broken += condition.truth(check) == Truth.TRUE ? 1 : 0;
    }
    return nanoTime.getAsLong() - begin;
  }

  private BoundLimits limits(@Nullable Order order) {
    return order == null
        ? ruleSet.limits().bind(null, null, null, null, null)
        : ruleSet
            .limits()
            .bind(
                order.account(),
                order.strategy(),
                order.symbol(),
                order.modelVersion(),
                order.venue());
  }

  /** How often a rule was broken; there so that the work has a use. */
  int broken() {
    return broken;
  }
}
