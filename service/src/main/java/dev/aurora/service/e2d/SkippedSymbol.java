package dev.aurora.service.e2d;

/**
 * A symbol of the strategy that has too little history to be decided upon.
 *
 * @param symbol ticker
 * @param bars bars known at the as-of
 * @param needed fewest bars the strategy wants
 */
public record SkippedSymbol(String symbol, int bars, int needed) {

  /** Why, for a person. */
  public String reason() {
    return bars + " bars known, " + needed + " needed";
  }
}
