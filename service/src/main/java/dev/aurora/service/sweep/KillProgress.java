package dev.aurora.service.sweep;

import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.List;

/**
 * How far a kill has come. It never says CONFIRMED while the outcome of one order is open.
 *
 * @param state where it stands
 * @param open orders of its scope that may still fill, in the order of their checks
 */
public record KillProgress(State state, List<Open> open) {

  /** Where a kill stands. */
  public enum State {
    /** New orders are stopped, and orders that work were not asked to be taken back. */
    BLOCKED,
    /** Orders are being taken back; those in the list are not confirmed. */
    INCOMPLETE,
    /** No order of its scope may fill any more, as far as books and broker say. */
    CONFIRMED
  }

  /**
   * An order that may still fill.
   *
   * @param leaves units
   */
  public record Open(
      String clientOrderId, String account, String symbol, OrderState state, BigDecimal leaves) {

    static Open of(JournalOrder order) {
      return new Open(
          order.clientOrderId(), order.account(), order.symbol(), order.state(), order.leaves());
    }
  }

  public KillProgress {
    open = List.copyOf(open);
  }

  /** One sentence for a person. */
  public String sentence() {
    return switch (state) {
      case BLOCKED ->
          open.isEmpty()
              ? "nothing works in its scope"
              : open.size() + " orders go on working: this level takes none back";
      case INCOMPLETE -> "INCOMPLETE: " + open.size() + " orders are not confirmed as ended";
      case CONFIRMED -> "CONFIRMED: no order of its scope can fill any more";
    };
  }
}
