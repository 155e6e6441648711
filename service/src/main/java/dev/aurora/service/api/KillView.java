package dev.aurora.service.api;

import dev.aurora.service.report.TradingReport;
import dev.aurora.service.sweep.KillProgress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is restricted.
 *
 * @param widest the kill that binds everything else; null = none
 * @param engaged kills, and what only lets reducers pass, the widest first
 * @param progress by id of a kill that stops everything: what of its scope may still fill
 */
public record KillView(
    TradingReport.@Nullable Killed widest,
    List<TradingReport.Killed> engaged,
    Map<String, KillProgress> progress) {

  public KillView {
    engaged = List.copyOf(engaged);
    progress = Map.copyOf(progress);
  }
}
