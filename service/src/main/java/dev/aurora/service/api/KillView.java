package dev.aurora.service.api;

import dev.aurora.service.report.TradingReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kills that are engaged.
 *
 * @param widest the one that binds everything else, null = none
 */
public record KillView(TradingReport.@Nullable Killed widest, List<TradingReport.Killed> engaged) {

  public KillView {
    engaged = List.copyOf(engaged);
  }
}
