package dev.aurora.service.api;

import dev.aurora.service.report.TradingReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is restricted.
 *
 * @param widest the kill that binds everything else; null = none
 * @param engaged kills, and what only lets reducers pass, the widest first
 */
public record KillView(TradingReport.@Nullable Killed widest, List<TradingReport.Killed> engaged) {

  public KillView {
    engaged = List.copyOf(engaged);
  }
}
