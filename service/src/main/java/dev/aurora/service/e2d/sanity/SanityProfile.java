package dev.aurora.service.e2d.sanity;

import java.util.Objects;

/**
 * How strict DataSanity is, and where its bounds are (each inclusive: a value at the bound passes).
 *
 * @param mode fail, or repair what can be repaired and say so
 * @param priceMax highest believable price, price currency per share
 * @param volumeMax highest believable volume, shares
 * @param barRangeMax bound of (high - low) / close
 * @param logReturnMax bound of the absolute log return of two neighbouring closes
 * @param robustScoreMax bound of 0.6745 * |ln p - median| / MAD
 * @param robustWindowMin fewest trailing bars (the judged one included) that the score needs
 * @param robustWindowMax most trailing bars it looks at
 * @param robustBarsJudged newest bars that are scored; older ones were when they were new
 * @param nanShareMax bound of the share of values that are no number
 */
public record SanityProfile(
    Mode mode,
    double priceMax,
    double volumeMax,
    double barRangeMax,
    double logReturnMax,
    double robustScoreMax,
    int robustWindowMin,
    int robustWindowMax,
    int robustBarsJudged,
    double nanShareMax) {

  /** What happens to a violation. */
  public enum Mode {
    STRICT,
    LENIENT
  }

  public SanityProfile {
    Objects.requireNonNull(mode, "mode");
    if (robustWindowMin < 20 || robustWindowMax < robustWindowMin) {
      throw new IllegalArgumentException("the robust score needs a window of at least 20 bars");
    }
  }

  /** Fails at the first violation of any rule. */
  public static SanityProfile strict() {
    return standard(Mode.STRICT);
  }

  /** Repairs what can be repaired without looking ahead; the rest fails as in strict. */
  public static SanityProfile lenient() {
    return standard(Mode.LENIENT);
  }

  /**
   * The window is a year and not 20 bars: over 20 bars a trend's newest price is an outlier of its
   * own past on two sessions in a hundred of the shipped bars, over a year on none of the last 120.
   */
  private static SanityProfile standard(Mode mode) {
    return new SanityProfile(mode, 1_000_000, 1e12, 0.40, 0.30, 4, 20, 252, 20, 0.05);
  }

  /** Whether violations may be repaired. */
  public boolean repairs() {
    return mode == Mode.LENIENT;
  }
}
