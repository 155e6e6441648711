package dev.aurora.service.e2d.sanity;

/** Every rule of DataSanity; the id is what summaries, logs and people quote. */
public enum SanityRule {
  /** There are bars at all, and enough of at least one symbol. */
  NOT_EMPTY("not-empty", false),
  /** The file has the columns it needs, each once, and whole rows. */
  COLUMNS_PRESENT("columns-present", false),
  /** Every price and volume is written as a number. */
  COLUMNS_NUMERIC("columns-numeric", false),
  /** Every time is a time in UTC. */
  TIME_UTC("time-utc", false),
  /** Times strictly increase within a symbol; lenient sorts. */
  TIME_INCREASING("time-increasing", true),
  /** No time occurs twice within a symbol; lenient keeps the first. */
  TIME_UNIQUE("time-unique", true),
  /** No bar is from after the as-of: nothing may know the future. */
  LOOKAHEAD("lookahead", false),
  /** Every bar lies inside a session; lenient drops the others. */
  IN_SESSION("in-session", true),
  /** Each symbol has every session's bars from its first one to the as-of. */
  CALENDAR_GAP("calendar-gap", true),
  /** Prices and volume are finite; lenient carries the previous close forward. */
  FINITE("finite", true),
  /** Share of values that are no number, against its bound; never repaired. */
  NAN_SHARE("nan-share", false),
  /** Prices above 0 and not above the bound; lenient carries the previous close forward. */
  PRICE_RANGE("price-range", true),
  /** Low is the lowest and high the highest; lenient widens them. */
  OHLC_ORDER("ohlc-order", true),
  /** (high - low) / close within its bound; never repaired. */
  BAR_RANGE("bar-range", false),
  /** Volume from 0 to its bound; lenient sets 0. */
  VOLUME_RANGE("volume-range", true),
  /** Volume of exactly zero: flagged, never a failure. */
  VOLUME_ZERO("volume-zero", false),
  /** Log return to the bar before within its bound, after known corporate actions; no repair. */
  RETURN_JUMP("return-jump", false),
  /** Robust z-score of the log price within its bound; no repair. */
  PRICE_OUTLIER("price-outlier", false);

  private final String id;
  private final boolean repairable;

  SanityRule(String id, boolean repairable) {
    this.id = id;
    this.repairable = repairable;
  }

  /** Stable name. */
  public String id() {
    return id;
  }

  /** Whether the lenient profile may repair it without inventing what the market did. */
  public boolean isRepairable() {
    return repairable;
  }
}
