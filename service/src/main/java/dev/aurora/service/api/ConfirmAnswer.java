package dev.aurora.service.api;

import dev.aurora.service.sweep.KillProgress;
import java.util.List;

/**
 * A recorded confirmation.
 *
 * @param orders what it counts for, in the state that they have now
 * @param pageBehind whether the kill switch's page in the web UI doesn't show it yet
 */
public record ConfirmAnswer(
    String id, String person, List<KillProgress.Open> orders, boolean pageBehind) {

  public ConfirmAnswer {
    orders = List.copyOf(orders);
  }
}
