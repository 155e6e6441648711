package dev.aurora.rules.fact;

import org.jspecify.annotations.Nullable;

/**
 * What Aurora itself allows at the moment (the JSON key is {@code control}). {@code null} means
 * missing, except {@code envelope}, where it means "none".
 *
 * @param permitted account, strategy, venue, person and model are allowed for the symbol
 * @param dataSane the run's DataSanity is green
 * @param ruleSetApproved the rule set in this process is the approved one
 */
public record ControlState(
    @Nullable TradingState tradingState,
    @Nullable Boolean restricted,
    @Nullable Boolean noTrade,
    @Nullable Boolean permitted,
    @Nullable Boolean approvedModel,
    @Nullable Boolean dataSane,
    @Nullable GateLevel gateLevel,
    @Nullable GateLevel requiredGateLevel,
    @Nullable Boolean ruleSetApproved,
    @Nullable TradingMode mode,
    @Nullable Stage stage,
    @Nullable Envelope envelope) {}
