package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller knows of its run or request and the books do not. {@code null} means missing,
 * except {@code envelope}, where it means "none".
 *
 * @param processState what this process allows by itself (environment, kill file, an unreachable
 *     engine); the tighter of it and the stored control state binds
 * @param restricted symbols in which only reducers may trade
 * @param noTrade symbols in which nothing may trade
 * @param ruleSetApproved whether the rule set that answers is the one the books name; an engine
 *     that asks the books says so itself
 */
public record RunFacts(
    TradingState processState,
    @Nullable Set<String> restricted,
    @Nullable Set<String> noTrade,
    @Nullable Boolean permitted,
    @Nullable Boolean approvedModel,
    @Nullable Boolean dataSane,
    @Nullable GateLevel gateLevel,
    @Nullable GateLevel requiredGateLevel,
    @Nullable Boolean ruleSetApproved,
    @Nullable TradingMode mode,
    @Nullable Stage stage,
    @Nullable Envelope envelope) {

  public RunFacts {
    restricted = restricted == null ? null : Set.copyOf(restricted);
    noTrade = noTrade == null ? null : Set.copyOf(noTrade);
  }

  /** The same, with what the books say of the rule set that answers. */
  public RunFacts underRuleSet(boolean approved) {
    return new RunFacts(
        processState,
        restricted,
        noTrade,
        permitted,
        approvedModel,
        dataSane,
        gateLevel,
        requiredGateLevel,
        approved,
        mode,
        stage,
        envelope);
  }
}
