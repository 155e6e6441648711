package dev.aurora.service.api;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.Exit;
import dev.aurora.service.journal.LimitWarnings;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is held, and which limits are nearly used up.
 *
 * @param positions those that are not flat, by account and symbol
 * @param warnings of each account's newest session
 */
public record PositionList(List<Row> positions, List<LimitWarnings.Warning> warnings) {

  /**
   * One position.
   *
   * @param quantity units, signed
   * @param exitSide the side that closes it
   * @param exitable units that a reducer may ask for now
   * @param covers what stands in the way of the rest
   * @param exit the same as one sentence
   */
  public record Row(
      String account,
      String symbol,
      BigDecimal quantity,
      Side exitSide,
      BigDecimal exitable,
      List<Exit.Cover> covers,
      String exit) {

    static Row of(Exit exit) {
      return new Row(
          exit.account(),
          exit.symbol(),
          exit.position(),
          exit.side(),
          exit.exitable(),
          exit.covers(),
          exit.sentence());
    }
  }

  public PositionList {
    positions = List.copyOf(positions);
    warnings = List.copyOf(warnings);
  }
}
