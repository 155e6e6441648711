package dev.aurora.service.journal;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What of a position can be closed now, and what stands in the way of the rest. A reducer may ask
 * for the exitable quantity and no more; cancelling what covers the rest makes room.
 *
 * @param position units, signed; never zero
 * @param covers orders that may still close parts of it, by client order id
 */
public record Exit(String account, String symbol, BigDecimal position, List<Cover> covers) {

  /**
   * An order on the closing side that may still fill.
   *
   * @param leaves units that may still fill
   */
  public record Cover(String clientOrderId, OrderState state, BigDecimal leaves) {}

  public Exit {
    if (position.signum() == 0) {
      throw new IllegalArgumentException("a flat position has no exit: " + symbol);
    }
    covers = List.copyOf(covers);
  }

  /** The side that closes the position. */
  public Side side() {
    return position.signum() > 0 ? Side.SELL : Side.BUY;
  }

  /** Units that orders on the closing side may still close. */
  public BigDecimal covered() {
    return covers.stream().map(Cover::leaves).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Units that a reducer may ask for now; zero when everything is covered. */
  public BigDecimal exitable() {
    return position.abs().subtract(covered()).max(BigDecimal.ZERO);
  }

  /** Such as {@code exitable 300 of 400; 100 covered by unknown order X}. */
  public String sentence() {
    String sum = "exitable " + plain(exitable()) + " of " + plain(position.abs());
    return covers.isEmpty()
        ? sum
        : sum + covers.stream().map(Exit::wording).collect(Collectors.joining(", ", "; ", ""));
  }

  private static String wording(Cover cover) {
    return plain(cover.leaves())
        + " covered by "
        + cover.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " order "
        + cover.clientOrderId();
  }

  private static String plain(BigDecimal quantity) {
    return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
  }
}
