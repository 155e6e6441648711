package dev.aurora.service.sweep;

import dev.aurora.service.journal.order.OpenOrder;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a kill has come. It never says CONFIRMED while the outcome of one order is open, nor,
 * when it flattens, while anything of its scope is held.
 *
 * @param state where it stands
 * @param open orders of its scope that may still fill, in the order of their checks
 * @param held positions that it has to close and that are not flat, by account and symbol
 */
public record KillProgress(State state, List<Open> open, List<Held> held) {

  /** Where a kill stands. */
  public enum State {
    /** New orders are stopped, and orders that work were not asked to be taken back. */
    BLOCKED,
    /** Orders are being taken back, or positions closed; those in the lists are not confirmed. */
    INCOMPLETE,
    /** No order of its scope may fill any more, and nothing is held that it had to close. */
    CONFIRMED
  }

  /**
   * An order that may still fill.
   *
   * @param leaves units
   */
  public record Open(
      String clientOrderId, String account, String symbol, OrderState state, BigDecimal leaves) {

    static Open of(OpenOrder order) {
      return new Open(
          order.clientOrderId(), order.account(), order.symbol(), order.state(), order.leaves());
    }
  }

  /**
   * A position that is not flat.
   *
   * @param quantity signed units
   * @param detail what keeps it from being closed, or how far that is; one sentence
   */
  public record Held(String account, String symbol, BigDecimal quantity, String detail) {}

  public KillProgress {
    open = List.copyOf(open);
    held = List.copyOf(held);
  }

  /** Of a kill that closes no positions. */
  public KillProgress(State state, List<Open> open) {
    this(state, open, List.of());
  }

  /** What a person has to look up at the broker: ids of orders, then positions by place. */
  public List<String> unconfirmed() {
    return Stream.concat(
            open.stream().map(Open::clientOrderId),
            held.stream()
                .map(
                    position ->
                        "%s/%s %s"
                            .formatted(
                                position.account(),
                                position.symbol(),
                                position.quantity().toPlainString())))
        .toList();
  }

  /** One sentence for a person. */
  public String sentence() {
    return switch (state) {
      case BLOCKED ->
          open.isEmpty()
              ? "nothing works in its scope"
              : open.size() + " orders go on working: this level takes none back";
      case INCOMPLETE -> "INCOMPLETE: " + incomplete();
      case CONFIRMED -> "CONFIRMED: no order of its scope can fill any more";
    };
  }

  private String incomplete() {
    List<String> parts = new ArrayList<>();
    if (!open.isEmpty()) {
      parts.add(open.size() + " orders are not confirmed as ended");
    }
    if (!held.isEmpty()) {
      parts.add(held.size() + " positions are not confirmed as flat");
    }
    return parts.isEmpty()
        ? "nothing is open by the books; the broker has not confirmed it yet"
        : String.join(", ", parts);
  }
}
