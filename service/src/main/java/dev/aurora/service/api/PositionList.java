package dev.aurora.service.api;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.Alarm;
import dev.aurora.service.journal.Exit;
import dev.aurora.service.journal.LimitWarnings;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is held, which limits are nearly used up, and what waits for a person.
 *
 * @param positions those that are not flat, by account and symbol
 * @param warnings of each account's newest session
 * @param alarms open breaks that only a person closes, the oldest first
 */
public record PositionList(
    List<Row> positions, List<LimitWarnings.Warning> warnings, List<Alarm> alarms) {

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
    alarms = List.copyOf(alarms);
  }
}
