package dev.aurora.service.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices and units of one day in the terms of another. Over a split a price is divided and units
 * are multiplied by its ratio; over a dividend a price that was known before is less by the cash
 * that it no longer includes, as the exchange marks it down at the open of the ex-date. A merger
 * changes no price of its own symbol: there is none any more. Plain arithmetic.
 */
public final class ShareTerms {

  /** Decimal places of a price that a division made: as many as the books hold. */
  private static final int SCALE = 12;

  /** A dividend counts in the shares of the day before, so it comes before a split of its date. */
  private static final Comparator<CorporateAction> AS_THEY_TAKE_EFFECT =
      Comparator.comparing(CorporateAction::exDate)
          .thenComparing(action -> action.type() == CorporateAction.Type.DIVIDEND ? 0 : 1)
          .thenComparing(CorporateAction::type)
          .thenComparing(CorporateAction::value);

  private ShareTerms() {}

  /** Actions of one symbol in the order in which they take effect. */
  public static List<CorporateAction> inOrder(List<CorporateAction> actions) {
    return actions.stream().sorted(AS_THEY_TAKE_EFFECT).toList();
  }

  /**
   * A price from before these actions as it reads after them.
   *
   * @return null when the price is, or when nothing is left of it: bad data is a missing price
   */
  public static @Nullable BigDecimal priceAfter(
      @Nullable BigDecimal price, List<CorporateAction> actions) {
    BigDecimal now = price;
    for (CorporateAction action : inOrder(actions)) {
      if (now == null) {
        return null;
      }
      now =
          switch (action.type()) {
            case SPLIT -> divided(now, action.value());
            case DIVIDEND -> now.subtract(action.value());
            case MERGER -> now;
          };
      now = now.signum() > 0 ? now : null;
    }
    return now;
  }

  /** A price from after these actions as it read before them; null when the price is. */
  public static @Nullable BigDecimal priceBefore(
      @Nullable BigDecimal price, List<CorporateAction> actions) {
    BigDecimal then = price;
    for (CorporateAction action : inOrder(actions).reversed()) {
      if (then == null) {
        return null;
      }
      then =
          switch (action.type()) {
            case SPLIT -> then.multiply(action.value());
            case DIVIDEND -> then.add(action.value());
            case MERGER -> then;
          };
    }
    return then;
  }

  /** New units for one old unit over all splits among these actions. */
  public static BigDecimal unitsRatio(List<CorporateAction> actions) {
    return actions.stream()
        .filter(action -> action.type() == CorporateAction.Type.SPLIT)
        .map(CorporateAction::value)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }

  /** A quotient that stands exactly where it can, and to 12 decimals where it can't. */
  public static BigDecimal divided(BigDecimal price, BigDecimal ratio) {
    BigDecimal quotient = price.divide(ratio, SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
  }
}
