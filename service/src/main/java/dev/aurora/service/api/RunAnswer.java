package dev.aurora.service.api;

import dev.aurora.service.report.TradingReport;
import dev.aurora.workflows.run.DecisionRunReport;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands.
 *
 * @param report null while it runs
 * @param killed null, or the kill that is engaged
 */
public record RunAnswer(
    String workflowId,
    boolean done,
    @Nullable DecisionRunReport report,
    TradingReport.@Nullable Killed killed) {}
