package dev.aurora.rules.fact;

/**
 * The keys whose {@code null} is an answer: there is none. Left out of a section that is there,
 * each is missing all the same: silence about a limit-up state is no word that there isn't one. The
 * limit price stands apart, a MARKET order may leave it out.
 */
public enum SaidNone {
  EXPIRES_AT("order", "expiresAt"),
  LAST_EXIT_AT("position", "lastExitAt"),
  BEST_OWN_BID("position", "bestOwnBid"),
  BEST_OWN_ASK("position", "bestOwnAsk"),
  LIMIT_STATE("session", "limitState"),
  ENVELOPE("control", "envelope");

  private final String section;
  private final String key;

  SaidNone(String section, String key) {
    this.section = section;
    this.key = key;
  }

  /** Key of its section in the line. */
  public String section() {
    return section;
  }

  /** Its own key, which no other section has. */
  public String key() {
    return key;
  }

  /** Its bit in {@link OrderFacts#leftOut}. */
  public long bit() {
    return 1L << ordinal();
  }

  /** Whether these facts leave it out. */
  public boolean leftOutOf(OrderFacts facts) {
    return (facts.leftOut() & bit()) != 0;
  }

  /** The base fact's bit when it was left out, else 0. */
  long missing(OrderFacts facts, BaseFact fact) {
    return leftOutOf(facts) ? fact.mask() : 0;
  }
}
