package dev.aurora.service.market;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How much of a price before a dividend's ex-date was the dividend. The two differ a little, by the
 * return of the ex-date, so a series says which one it follows; neither is a default.
 */
public enum AdjustmentConvention {
  /** P_ex / (P_ex + D): by the first close without the dividend. */
  EXCLOSE {
    @Override
    double factor(double previousClose, double exClose, double dividend) {
      return exClose / (exClose + dividend);
    }
  },
  /** 1 - D / P_previous: by the last close with the dividend. */
  PREVCLOSE {
    @Override
    double factor(double previousClose, double exClose, double dividend) {
      return 1 - dividend / previousClose;
    }
  };

  /**
   * What a price before the ex-date is multiplied by.
   *
   * @param previousClose last close before the ex-date
   * @param exClose close of the ex-date, in the shares of the day before
   * @param dividend cash per share of the day before
   */
  abstract double factor(double previousClose, double exClose, double dividend);

  /** Name in files: {@code exclose} or {@code prevclose}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The convention of that name, if there is one. */
  public static Optional<AdjustmentConvention> named(String id) {
    return Arrays.stream(values()).filter(c -> c.id().equals(id)).findFirst();
  }
}
