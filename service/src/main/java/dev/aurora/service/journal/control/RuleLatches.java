package dev.aurora.service.journal.control;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Trip;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which scopes verdicts latch. What a rule says beyond one order, REDUCE_ONLY or HALT_TRADING,
 * stays in force although the number that caused it may recover within the minute. Pure.
 */
public final class RuleLatches {

  /** Denies one order, and keeps the strategy closed until a named person has looked. */
  private static final Set<String> LATCHING_THE_STRATEGY = Set.of("repeated-execution");

  private RuleLatches() {}

  /**
   * The latches that the binding breaches of an order's verdict ask for, and those of the event
   * that the order is. A control that is a check and a breaker latches once, as the breaker.
   *
   * @param decisionId makes the latches of two decisions two
   */
  public static List<Latch> of(
      Order order, Verdict verdict, BreakerVerdict event, String decisionId, Instant at) {
    List<Latch> latches = new ArrayList<>(of(event, decisionId, at));
    Set<String> latched =
        event.trips().stream().map(trip -> trip.breach().control()).collect(Collectors.toSet());
    for (Breach breach : verdict.breaches()) {
      if (breach.mode() == Mode.ENFORCE && !latched.contains(breach.control())) {
        asked(order, breach)
            .map(asked -> asked.by(breach, commandId(decisionId, latches), at))
            .ifPresent(latches::add);
      }
    }
    return latches;
  }

  /**
   * The latches that the binding trips of an event ask for.
   *
   * @param eventId makes the latches of two events two
   */
  public static List<Latch> of(BreakerVerdict verdict, String eventId, Instant at) {
    List<Latch> latches = new ArrayList<>();
    for (Trip trip : verdict.trips()) {
      if (trip.breach().mode() == Mode.ENFORCE) {
        Asked asked = new Asked(scope(trip.scope()), level(trip.breach()), kind(trip.ends()));
        latches.add(asked.by(trip.breach(), commandId(eventId, latches), at));
      }
    }
    return latches;
  }

  /** Two tiers of one control can break at once: each is a latch of its own. */
  private static String commandId(String eventId, List<Latch> before) {
    return "rule/" + eventId + "/" + before.size();
  }

  /** What is to be latched. */
  private record Asked(ControlScope scope, KillLevel level, Latch.Kind kind) {

    Latch by(Breach breach, String commandId, Instant at) {
      return new Latch(
          commandId,
          scope,
          level,
          kind,
          Latch.Source.RULE,
          name(breach.control()),
          breach.message(),
          at,
          new Latch.Finding(breach.control(), breach.observed(), breach.limit(), breach.unit()));
    }
  }

  /** The name under which a rule latches. */
  public static String name(String control) {
    return "rule " + control;
  }

  private static Optional<Asked> asked(Order order, Breach breach) {
    if (LATCHING_THE_STRATEGY.contains(breach.code())) {
      return Optional.of(
          new Asked(
              scope("strategy:" + order.strategy()), KillLevel.REDUCE_ONLY, Latch.Kind.LATCH));
    }
    return breach.consequence() == Consequence.DENY_ORDER
        ? Optional.empty()
        : Optional.of(new Asked(scope(order, breach), level(breach), Latch.Kind.LATCH));
  }

  /** The scope whose limit is broken; the firm's limits hold for each account by itself. */
  private static ControlScope scope(Order order, Breach breach) {
    String named = breach.scope();
    return scope(named == null || named.equals("firm") ? "account:" + order.account() : named);
  }

  /** What can't be named is not left open: the firm covers it. */
  private static ControlScope scope(String text) {
    return ControlScope.parse(text).orElse(ControlScope.FIRM);
  }

  private static Latch.Kind kind(Ends ends) {
    return switch (ends) {
      case BY_A_PERSON -> Latch.Kind.LATCH;
      case BY_ITSELF -> Latch.Kind.CONDITION;
    };
  }

  private static KillLevel level(Breach breach) {
    return breach.consequence() == Consequence.REDUCE_ONLY
        ? KillLevel.REDUCE_ONLY
        : KillLevel.valueOf(
            Objects.requireNonNullElse(breach.killLevel(), KillLevel.BLOCK_AND_CANCEL.name()));
  }
}
