package dev.aurora.service.sweep;

import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a kill would do now; looking engages nothing.
 *
 * @param takesBack whether this level takes the orders back, or lets them go on working
 * @param orders that may still fill in its scope
 * @param positions held in its scope, which only BLOCK_CANCEL_AND_FLATTEN is about
 */
public record KillPreview(
    String scope,
    KillLevel level,
    boolean takesBack,
    List<KillProgress.Open> orders,
    List<Held> positions) {

  /**
   * A position.
   *
   * @param quantity signed units
   */
  public record Held(String account, String symbol, BigDecimal quantity) {}

  public KillPreview {
    orders = List.copyOf(orders);
    positions = List.copyOf(positions);
  }
}
