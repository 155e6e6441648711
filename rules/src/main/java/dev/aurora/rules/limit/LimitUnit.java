package dev.aurora.rules.limit;

/** Unit of a limit, and how exactly it may be written. */
public enum LimitUnit {
  UNITS("units", 12),
  /** Money in the account's currency; a verdict shows the currency's code instead of the word. */
  MONEY("account currency", 12),
  /** Hundredths of a percent; 4 decimals at most, because derived ratios are rounded up there. */
  BPS("bps", 4),
  /** A plain ratio; 4 decimals at most, as above. */
  RATIO("ratio", 4),
  SECONDS("seconds", 9),
  MILLIS("ms", 6),
  SESSIONS("sessions", 0),
  ORDERS("orders", 0),
  MESSAGES("messages", 0),
  EXECUTIONS("executions", 0),
  EXITS("exits", 0),
  DENIALS("denials", 0),
  REJECTS("rejects", 0),
  RUNS("runs", 0),
  NIGHTS("nights", 0),
  ITEMS("items", 0),
  DAYS("days", 4);

  private final String word;
  private final int decimalsMax;

  LimitUnit(String word, int decimalsMax) {
    this.word = word;
    this.decimalsMax = decimalsMax;
  }

  public String word() {
    return word;
  }

  /** How many decimals a limit of this unit may have; 0 for counts. */
  public int decimalsMax() {
    return decimalsMax;
  }
}
