package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Side;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kill would do now; looking engages nothing.
 *
 * @param takesBack whether this level takes the orders back, or lets them go on working
 * @param flattens whether this level closes the positions, or leaves them as they are
 * @param orders that may still fill in its scope
 * @param positions held in its scope
 */
public record KillPreview(
    String scope,
    KillLevel level,
    boolean takesBack,
    boolean flattens,
    List<KillProgress.Open> orders,
    List<Held> positions) {

  /**
   * A position.
   *
   * @param quantity signed units
   * @param closedBy the side of the order that closes it
   * @param mark last known price, price currency per unit; null when there is none
   * @param value signed, account currency at that mark; null when it can't be told
   * @param told false = a part of it may be of another scope: it is never closed by this kill
   */
  public record Held(
      String account,
      String symbol,
      BigDecimal quantity,
      Side closedBy,
      @Nullable BigDecimal mark,
      @Nullable BigDecimal value,
      boolean told) {}

  public KillPreview {
    orders = List.copyOf(orders);
    positions = List.copyOf(positions);
  }
}
