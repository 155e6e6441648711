package dev.aurora.rules.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every limit there is: its names, unit, how scopes combine, and what ships at firm level. The
 * catalogue's name is kebab-case ({@link #word}); rules and limits.drl use the same in camelCase
 * ({@link #property}).
 *
 * <p>An order <em>at</em> a limit passes; counts are denied when they already stand at it. Lengths
 * of time are in seconds unless the name says otherwise; those that count something "in" a window
 * say its length in {@link #window}.
 */
public enum LimitName {
  ORDER_QUANTITY_MAX(
      "10000", LimitUnit.UNITS, Combine.SMALLEST, "Most that one order may ask for."),
  ORDER_VALUE_MAX("250000", LimitUnit.MONEY, Combine.SMALLEST, "Most that one order may be worth."),
  ORDER_VALUE_MIN("1", LimitUnit.MONEY, Combine.LARGEST, "Least that one order must be worth."),
  PRICE_COLLAR_BPS_BELOW_1(
      "2000",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Widest adverse distance from a reference price below 1."),
  PRICE_COLLAR_BPS_BELOW_25(
      "1000",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Widest adverse distance from a reference price from 1 to below 25."),
  PRICE_COLLAR_BPS_BELOW_50(
      "700",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Widest adverse distance from a reference price from 25 to below 50."),
  PRICE_COLLAR_BPS(
      "500",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Widest adverse distance from a reference price of 50 or more."),
  PRICE_BAND_BPS(
      "2000",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Widest move of the reference price from the previous close."),
  REFERENCE_PRICE_AGE_MAX(
      "5", LimitUnit.SECONDS, Combine.SMALLEST, "Oldest live quote for an opener."),
  REFERENCE_PRICE_SESSIONS_MAX("1", LimitUnit.SESSIONS, Combine.SMALLEST, "Oldest bar."),
  REDUCER_PRICE_AGE_MAX(
      "900", LimitUnit.SECONDS, Combine.SMALLEST, "Oldest live quote for a reducer."),
  ADV_PARTICIPATION_MAX_BPS(
      "100", LimitUnit.BPS, Combine.SMALLEST, "Largest share of the average daily volume."),
  SUBMIT_RATE_MAX(
      "100",
      LimitUnit.ORDERS,
      Combine.SMALLEST,
      "Submissions of one strategy or account in 1 s.",
      1),
  SUBMIT_RATE_PER_SYMBOL_MAX(
      "10", LimitUnit.ORDERS, Combine.SMALLEST, "Submissions in one symbol in 1 s.", 1),
  MESSAGE_RATE_MAX("500", LimitUnit.MESSAGES, Combine.SMALLEST, "Messages in 1 s.", 1),
  ORDER_TO_TRADE_MAX(
      "50",
      LimitUnit.RATIO,
      Combine.SMALLEST,
      "Messages per execution in the session, counted from 100 messages on."),
  REPEATED_EXECUTION_MAX(
      "200",
      LimitUnit.EXECUTIONS,
      Combine.SMALLEST,
      "Automatic entries of a strategy in a symbol in the session without a person."),
  DUPLICATE_ORDER_WINDOW(
      "1", LimitUnit.SECONDS, Combine.LARGEST, "How long an equal order counts as a duplicate."),
  DUPLICATE_ORDER_MAX(
      "0", LimitUnit.ORDERS, Combine.SMALLEST, "Equal orders tolerated in the window."),
  WORKING_ORDERS_MAX(
      "20", LimitUnit.ORDERS, Combine.SMALLEST, "Working orders in a symbol on one side."),
  DAILY_ORDER_COUNT_MAX(
      "20000", LimitUnit.ORDERS, Combine.SMALLEST, "Orders of an account in the session."),
  POSITION_LONG_MAX(
      "50000", LimitUnit.UNITS, Combine.SMALLEST, "Largest worst-case long position."),
  POSITION_SHORT_MAX(
      "0", LimitUnit.UNITS, Combine.SMALLEST, "Largest worst-case short position; 0 = long only."),
  GROSS_EXPOSURE_MAX("2000000", LimitUnit.MONEY, Combine.SMALLEST, "Largest sum of all exposures."),
  NET_EXPOSURE_MAX(
      "1000000", LimitUnit.MONEY, Combine.SMALLEST, "Largest net exposure in either direction."),
  SYMBOL_SHARE_MAX_BPS(
      "2500", LimitUnit.BPS, Combine.SMALLEST, "Largest share of equity in one symbol."),
  SECTOR_SHARE_MAX_BPS(
      "5000", LimitUnit.BPS, Combine.SMALLEST, "Largest share of equity in one sector."),
  CREDIT_THRESHOLD(
      "10000000",
      LimitUnit.MONEY,
      Combine.SMALLEST,
      "Largest value of all orders entered in the session."),
  DAILY_LOSS_MAX(
      "10000",
      LimitUnit.MONEY,
      Combine.SMALLEST,
      "Loss of the day above which only reducers pass."),
  DAILY_LOSS_HALT(
      "20000", LimitUnit.MONEY, Combine.SMALLEST, "Loss of the day above which trading halts."),
  DRAWDOWN_MAX_BPS(
      "500",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Fall from the equity peak above which only reducers pass."),
  DRAWDOWN_HALT_BPS(
      "1000",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Fall from the equity peak above which trading halts."),
  LOSS_STREAK_MAX(
      "4", LimitUnit.EXITS, Combine.SMALLEST, "Losing exits in 24 h that lock the scope.", 86400),
  LOSS_STREAK_LOCK(
      "14400", LimitUnit.SECONDS, Combine.LARGEST, "How long a loss streak locks the scope."),
  COOLDOWN("0", LimitUnit.SECONDS, Combine.LARGEST, "Pause after an exit before the next entry."),
  CLOSE_BUFFER(
      "0", LimitUnit.SECONDS, Combine.LARGEST, "Time before the close in which no opener passes."),
  DECISION_AGE_MAX("120", LimitUnit.SECONDS, Combine.SMALLEST, "Oldest decision on live prices."),
  DECISION_SESSIONS_MAX("1", LimitUnit.SESSIONS, Combine.SMALLEST, "Oldest decision on bars."),
  MARKET_ORDER_BUFFER_BPS(
      "100", LimitUnit.BPS, Combine.LARGEST, "What a market buy is valued above the ask."),
  BREACH_BURST_MAX(
      "20",
      LimitUnit.DENIALS,
      Combine.SMALLEST,
      "Denials of a strategy in 60 s that make it reduce only.",
      60),
  REJECTION_BURST_MAX(
      "5",
      LimitUnit.REJECTS,
      Combine.SMALLEST,
      "Broker rejects in 60 s that make the scope reduce only.",
      60),
  REJECTION_BURST_HALT(
      "20", LimitUnit.REJECTS, Combine.SMALLEST, "Broker rejects in 60 s that halt the scope.", 60),
  BROKER_OUTAGE_MAX("15", LimitUnit.SECONDS, Combine.SMALLEST, "Oldest broker heartbeat."),
  DATA_FAILURE_MAX("3", LimitUnit.RUNS, Combine.SMALLEST, "Failed DataSanity runs in a row."),
  UNKNOWN_ORDER_AGE_MAX(
      "60", LimitUnit.SECONDS, Combine.SMALLEST, "Oldest order of unknown outcome."),
  DECISION_LATENCY_MILLIS_MAX(
      "150", LimitUnit.MILLIS, Combine.SMALLEST, "Latency budget of a decision run."),
  DECISION_LATENCY_RUNS_MAX(
      "3", LimitUnit.RUNS, Combine.SMALLEST, "Runs over the latency budget in a row."),
  PROMOTION_GREEN_NIGHTS_MIN(
      "3",
      LimitUnit.NIGHTS,
      Combine.LARGEST,
      "Nights in a row with every L1 gate green before a promotion."),
  PROMOTION_SCORECARD_MIN(
      "52", LimitUnit.ITEMS, Combine.LARGEST, "Items of the scorecard before a promotion to live."),
  PROMOTION_ROLLBACK_DAYS_MAX(
      "30",
      LimitUnit.DAYS,
      Combine.SMALLEST,
      "Oldest rehearsal of a rollback before a promotion to live."),
  PROMOTION_STABLE_SESSIONS_MIN(
      "5",
      LimitUnit.SESSIONS,
      Combine.LARGEST,
      "Sessions in a row without a failed run or latch before a promotion to live."),
  WARN_LEVEL_BPS(
      "7000",
      LimitUnit.BPS,
      Combine.SMALLEST,
      "Use of a limit from which it is told as a warning."),
  ALERT_LEVEL_BPS(
      "9000", LimitUnit.BPS, Combine.SMALLEST, "Use of a limit from which it is told as an alert.");

  /** Which of several covering scopes' values binds: the most restrictive one. */
  public enum Combine {
    /** A maximum: the smallest value binds, and {@code unlimited} is allowed. */
    SMALLEST,
    /** A minimum, lock, cool-down, buffer or window: the largest or longest value binds. */
    LARGEST
  }

  private static final Map<String, LimitName> BY_PROPERTY = new HashMap<>();
  private static final Map<String, LimitName> BY_WORD = new HashMap<>();

  static {
    for (LimitName name : values()) {
      BY_PROPERTY.put(name.property, name);
      BY_WORD.put(name.word, name);
    }
  }

  private final String word;
  private final String property;
  private final BigDecimal shippedDefault;
  private final LimitUnit unit;
  private final Combine combine;
  private final String description;
  private final Duration window;

  LimitName(String shipped, LimitUnit unit, Combine combine, String description) {
    this(shipped, unit, combine, description, 0);
  }

  LimitName(
      String shipped, LimitUnit unit, Combine combine, String description, long windowSeconds) {
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.property = camelCase(word);
    this.shippedDefault = new BigDecimal(shipped);
    this.unit = unit;
    this.combine = combine;
    this.description = description;
    this.window = Duration.ofSeconds(windowSeconds);
  }

  /** The name in catalogue and verdicts, such as {@code order-value-max}. */
  public String word() {
    return word;
  }

  /** The name in rules and limits.drl, such as {@code orderValueMax}. */
  public String property() {
    return property;
  }

  /** What the firm scope ships with. */
  public BigDecimal shippedDefault() {
    return shippedDefault;
  }

  public LimitUnit unit() {
    return unit;
  }

  public Combine combine() {
    return combine;
  }

  /** Whether the word {@code unlimited} may stand instead of a number. */
  public boolean unlimitedAllowed() {
    return combine == Combine.SMALLEST;
  }

  /** One sentence for risk officers. */
  public String description() {
    return description;
  }

  /** The window of market time over which this limit counts, half-open {@code (now - w, now]}. */
  public Optional<Duration> window() {
    return window.isZero() ? Optional.empty() : Optional.of(window);
  }

  /** Sorts words of limits as they stand here, other words after them. */
  public static Comparator<String> byCatalogue() {
    return Comparator.<String>comparingInt(
            word -> ofWord(word).map(LimitName::ordinal).orElse(Integer.MAX_VALUE))
        .thenComparing(Comparator.naturalOrder());
  }

  /** The limit of a camelCase name, as used in rules. */
  public static Optional<LimitName> ofProperty(String property) {
    return Optional.ofNullable(BY_PROPERTY.get(property));
  }

  /** The limit of a kebab-case name, as used in the catalogue. */
  public static Optional<LimitName> ofWord(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The property that a mistyped one most likely meant, if any is near. */
  public static Optional<LimitName> nearest(String property) {
    return Arrays.stream(values())
        .filter(name -> Spelling.distance(property, name.property) <= 1 + property.length() / 4)
        .min(
            (one, other) ->
                Spelling.distance(property, one.property)
                    - Spelling.distance(property, other.property));
  }

  private static String camelCase(String kebab) {
    StringBuilder text = new StringBuilder();
    for (String part : kebab.split("-")) {
      text.append(
          text.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return text.toString();
  }
}
