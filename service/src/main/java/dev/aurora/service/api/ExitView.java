package dev.aurora.service.api;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.order.ManualExits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for an exit.
 *
 * @param waiting while a second person is missing; null when the order was made
 * @param order null while a second person is missing
 */
public record ExitView(@Nullable Waiting waiting, @Nullable OrderView order) {

  /**
   * One of two persons is known.
   *
   * @param others names of those who may be the second
   * @param expires wall time; from then on a second person is too late
   */
  public record Waiting(
      String account,
      String symbol,
      Side side,
      BigDecimal quantity,
      String first,
      List<String> others,
      Instant expires) {

    public Waiting {
      others = List.copyOf(others);
    }
  }

  static ExitView of(ManualExits.Waiting waiting) {
    return new ExitView(
        new Waiting(
            Objects.requireNonNull(waiting.order().account()),
            Objects.requireNonNull(waiting.order().symbol()),
            Objects.requireNonNull(waiting.order().side()),
            Objects.requireNonNull(waiting.order().quantity()),
            waiting.approval().first().person(),
            waiting.approval().others(),
            waiting.approval().first().expires()),
        null);
  }

  static ExitView of(OrderView order) {
    return new ExitView(null, order);
  }
}
