package dev.aurora.service.journal;

import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.account.CheckTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rule set of one check, from its first order to its last: a swap in between is for the check
 * after it. Not thread-safe; one transaction uses one object.
 */
public final class RulesInForce implements AutoCloseable {

  private final PolicyEngine engine;
  private final @Nullable Boolean approved;
  private final Beside beside;
  private final Runnable release;
  private final List<Answered> answered = new ArrayList<>();

  /**
   * @param engine answers every order of the check
   * @param approved whether its rule set is the one that the books name; null = the request says
   * @param beside is told of every order once the check is durable
   * @param release called when the check is over
   */
  public RulesInForce(
      PolicyEngine engine, @Nullable Boolean approved, Beside beside, Runnable release) {
    this.engine = engine;
    this.approved = approved;
    this.beside = beside;
    this.release = release;
  }

  /** An order as it was decided. */
  public record Answered(OrderFacts facts, Verdict verdict) {}

  /** Looks at decided orders without any say in them. */
  public interface Beside {

    Beside NOBODY = answered -> {};

    /** Must return at once. */
    void durable(List<Answered> answered);
  }

  /** What the books name, where the engine asks them; else the engine itself. */
  public static RulesInForce of(PolicyEngine engine, Handle handle, Instant now) {
    return engine instanceof BookedEngine booked
        ? booked.inForce(handle, now)
        : new RulesInForce(engine, null, Beside.NOBODY, () -> {});
  }

  public PolicyEngine engine() {
    return engine;
  }

  /** The request under this rule set: its approval and its windows, whatever was asked before. */
  CheckRequest applied(CheckRequest request) {
    if (approved == null) {
      return request;
    }
    boolean none = NoActiveRuleSet.DIGEST.equals(engine.ruleSetDigest());
    return request.under(
        approved,
        none || request.orders().isEmpty()
            ? request.terms()
            : CheckTerms.of(engine.limits(), request.orders()));
  }

  void answered(OrderFacts facts, Verdict verdict) {
    answered.add(new Answered(facts, verdict));
  }

  /** Tells of what was decided when, and only when, the transaction is durable. */
  void tellWhenDurable(Handle handle) {
    if (beside != Beside.NOBODY && !answered.isEmpty()) {
      List<Answered> all = List.copyOf(answered);
      handle.afterCommit(() -> beside.durable(all));
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
