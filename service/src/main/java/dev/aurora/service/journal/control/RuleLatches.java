package dev.aurora.service.journal.control;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which scopes the verdict on an order latches. What a breach says beyond this order, REDUCE_ONLY
 * or HALT_TRADING, stays until a person lifts it, although the number that caused it may recover
 * within the minute. Pure.
 */
public final class RuleLatches {

  /** Deny one order, and keep the strategy closed until a named person has looked. */
  private static final Set<String> LATCHING_THE_STRATEGY = Set.of("repeated-execution");

  private RuleLatches() {}

  /**
   * The latches that the binding breaches of a verdict ask for.
   *
   * @param decisionId makes the latches of two decisions two
   */
  public static List<Latch> of(Order order, Verdict verdict, String decisionId, Instant at) {
    List<Latch> latches = new ArrayList<>();
    for (Breach breach : verdict.breaches()) {
      if (breach.mode() == Mode.ENFORCE) {
        // Two tiers of one control can break at once: each is a latch of its own.
        String commandId = "rule/" + decisionId + "/" + latches.size();
        latch(order, breach, commandId, at).ifPresent(latches::add);
      }
    }
    return latches;
  }

  private static Optional<Latch> latch(Order order, Breach breach, String commandId, Instant at) {
    if (LATCHING_THE_STRATEGY.contains(breach.code())) {
      return Optional.of(
          latch(
              ControlScope.parse("strategy:" + order.strategy()).orElse(ControlScope.FIRM),
              KillLevel.REDUCE_ONLY,
              breach,
              commandId,
              at));
    }
    return breach.consequence() == Consequence.DENY_ORDER
        ? Optional.empty()
        : Optional.of(latch(scope(order, breach), level(breach), breach, commandId, at));
  }

  private static Latch latch(
      ControlScope scope, KillLevel level, Breach breach, String commandId, Instant at) {
    return new Latch(
        commandId,
        scope,
        level,
        Latch.Kind.LATCH,
        Latch.Source.RULE,
        "rule " + breach.control(),
        breach.message(),
        at,
        new Latch.Finding(breach.control(), breach.observed(), breach.limit(), breach.unit()));
  }

  /** The scope whose limit is broken; the firm's limits hold for each account by itself. */
  private static ControlScope scope(Order order, Breach breach) {
    String named = breach.scope();
    String wanted = named == null || named.equals("firm") ? "account:" + order.account() : named;
    // What can't be named is not left open: the firm covers it.
    return ControlScope.parse(wanted).orElse(ControlScope.FIRM);
  }

  private static KillLevel level(Breach breach) {
    return breach.consequence() == Consequence.REDUCE_ONLY
        ? KillLevel.REDUCE_ONLY
        : KillLevel.valueOf(
            Objects.requireNonNullElse(breach.killLevel(), KillLevel.BLOCK_AND_CANCEL.name()));
  }
}
