package dev.aurora.rules.bench;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules of {@link BenchPolicies#generated} as somebody would write them in Java who knows that
 * they will be measured: derived values once an order, then a plain test a rule. Thread-safe.
 */
final class GeneratedReference {

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal COLLAR = new BigDecimal("500");

  private record Rule(int number, int shape, String text, BigDecimal bound) {}

  private final Rule[] rules;

  GeneratedReference(int count) {
    rules = new Rule[count];
    for (int i = 0; i < count; i++) {
      rules[i] = rule(i, i % BenchPolicies.SHAPES, i / BenchPolicies.SHAPES);
    }
  }

  private static Rule rule(int number, int shape, int step) {
    String text =
        switch (shape) {
          case 0, 4 -> "S" + step % 32;
          case 2 -> "PAPER-" + step % 4;
          case 7 -> BenchPolicies.strategy(step);
          default -> "";
        };
    return new Rule(number, shape, text, BenchPolicies.bound(shape, step));
  }

  Verdict evaluate(OrderFacts facts) {
    One one = new One(facts);
    List<Breach> breaches = new ArrayList<>();
    for (Rule rule : rules) {
      BigDecimal observed = one.broken(rule);
      if (observed != null) {
        breaches.add(breach(rule, observed));
      }
    }
    boolean clean = breaches.isEmpty();
    return new Verdict(
        facts.id(),
        clean,
        clean ? null : Consequence.DENY_ORDER,
        !one.opener,
        "reference",
        breaches,
        Map.of(),
        null);
  }

  private static Breach breach(Rule rule, BigDecimal observed) {
    String name = "Rule " + rule.number();
    return new Breach(
        "reference",
        "reference",
        name,
        Consequence.DENY_ORDER,
        Mode.ENFORCE,
        observed.toPlainString(),
        rule.bound().toPlainString(),
        "",
        "firm",
        List.of(),
        name + ": " + observed + " against the limit " + rule.bound() + ".",
        null);
  }

  /** One order with what its rules look at. */
  private static final class One {
    private final OrderFacts facts;
    private final Order order;
    private final boolean opener;
    private final boolean buys;
    private final BigDecimal value;
    private final BigDecimal worstLong;
    private final BigDecimal gross;
    private final BigDecimal net;
    private final BigDecimal adverse;

    One(OrderFacts facts) {
      this.facts = facts;
      this.order = facts.order();
      this.buys = order.side() == Side.BUY;
      BigDecimal held = facts.position().quantity();
      boolean against = held.signum() != 0 && (held.signum() > 0) != buys;
      BigDecimal working = buys ? facts.position().workingBuy() : facts.position().workingSell();
      this.opener = !against || order.quantity().add(working).compareTo(held.abs()) > 0;
      this.value =
          order
              .quantity()
              .multiply(price())
              .multiply(facts.instrument().multiplier())
              .multiply(facts.instrument().fxRate());
      BigDecimal all = held.add(facts.position().workingBuy());
      this.worstLong = buys ? all.add(order.quantity()) : all;
      this.gross = facts.account().grossExposure().add(value);
      BigDecimal nets = facts.account().netExposure();
      this.net = (buys ? nets.add(value) : nets.subtract(value)).abs();
      this.adverse = order.type() == OrderType.LIMIT ? adverse(reference()) : BigDecimal.ZERO;
    }

    private BigDecimal adverse(BigDecimal reference) {
      BigDecimal move = order.limitPrice().subtract(reference);
      return (buys ? move : move.negate())
          .scaleByPowerOfTen(4)
          .divide(reference, 4, RoundingMode.CEILING);
    }

    private BigDecimal reference() {
      BigDecimal bid = facts.quote().bid();
      BigDecimal ask = facts.quote().ask();
      return bid == null || ask == null ? facts.quote().last() : bid.add(ask).multiply(HALF);
    }

    private BigDecimal price() {
      if (order.type() == OrderType.LIMIT) {
        return buys ? order.limitPrice() : order.limitPrice().max(facts.quote().bid());
      }
      BigDecimal touch = buys ? facts.quote().ask() : facts.quote().bid();
      BigDecimal side = touch == null ? reference() : touch;
      return buys ? side.multiply(new BigDecimal("1.01")) : side;
    }

    /** What the rule saw, when the order breaks it; else null. */
    BigDecimal broken(Rule rule) {
      return switch (rule.shape()) {
        case 0 -> order.symbol().equals(rule.text()) ? above(order.quantity(), rule.bound()) : null;
        case 1 -> opener ? above(value, rule.bound()) : null;
        case 2 -> order.account().equals(rule.text()) ? above(worstLong, rule.bound()) : null;
        case 3 -> opener ? above(gross, rule.bound()) : null;
        case 4 -> opener && order.symbol().equals(rule.text()) ? above(net, rule.bound()) : null;
        case 5 -> above(value.add(rule.bound()), facts.account().buyingPower());
        case 6 -> order.type() == OrderType.LIMIT ? above(adverse, COLLAR.add(rule.bound())) : null;
        default ->
            order.strategy().equals(rule.text()) && buys
                ? above(order.quantity(), rule.bound())
                : null;
      };
    }

    private static BigDecimal above(BigDecimal observed, BigDecimal bound) {
      return observed.compareTo(bound) > 0 ? observed : null;
    }
  }
}
