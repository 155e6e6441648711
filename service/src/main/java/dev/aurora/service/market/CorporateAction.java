package dev.aurora.service.market;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A split or dividend.
 *
 * @param symbol ticker
 * @param exDate first session that trades without the right
 * @param type which of the two
 * @param value split: new shares per old share (2 = two for one); dividend: cash per share, in the
 *     price currency and the share count of the day before
 */
public record CorporateAction(String symbol, LocalDate exDate, Type type, BigDecimal value) {

  /** Kind of action. */
  public enum Type {
    SPLIT,
    DIVIDEND
  }

  public CorporateAction {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(exDate, "exDate");
    Objects.requireNonNull(type, "type");
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("an action's value is positive, not " + value);
    }
  }
}
