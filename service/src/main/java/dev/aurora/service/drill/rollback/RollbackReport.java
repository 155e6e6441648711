package dev.aurora.service.drill.rollback;

import dev.aurora.rules.fact.Stage;
import java.util.List;

/**
 * What a drill showed.
 *
 * @param phases what was asked of the rollout, and what the orders of it took
 * @param kills how often the worker was killed
 * @param orders how many were submitted
 * @param denied how many of them the policy denied
 * @param ramp the share of the ramp
 * @param duplicates submissions of an order that the broker had seen before
 * @param findings what must not be, as sentences; empty = passed
 * @param folder where all of it can be looked at
 */
public record RollbackReport(
    long seed,
    int rounds,
    List<Phase> phases,
    int kills,
    int orders,
    long denied,
    Ramp ramp,
    long duplicates,
    List<String> findings,
    String folder) {

  public RollbackReport {
    phases = List.copyOf(phases);
    findings = List.copyOf(findings);
  }

  /**
   * All orders that read the revisions of one kind of change.
   *
   * @param name what was asked for
   */
  public record Phase(String name, Stage stage, long orders) {}

  /**
   * How many of those under a ramp took the next stage.
   *
   * @param low least that four standard deviations allow
   * @param high most
   */
  public record Ramp(int percent, long orders, long ramped, long low, long high) {

    static Ramp of(int percent, long orders, long ramped) {
      double share = percent / 100.0;
      double middle = orders * share;
      double spread = 4 * Math.sqrt(orders * share * (1 - share));
      return new Ramp(
          percent,
          orders,
          ramped,
          Math.max(0, (long) Math.ceil(middle - spread)),
          Math.min(orders, (long) Math.floor(middle + spread)));
    }

    boolean within() {
      return ramped >= low && ramped <= high;
    }
  }

  public boolean passed() {
    return findings.isEmpty();
  }
}
