package dev.aurora.service.drill.crash;

import java.util.List;

/**
 * What a drill showed.
 *
 * @param orders different orders that reached the broker, by its own ledger
 * @param duplicates submissions of an order that it had seen before
 * @param fills executions
 * @param finalFindings of the last look, at broker and books with nothing running
 * @param folder where all of it can be looked at
 */
public record CrashReport(
    long seed,
    List<CrashRound> rounds,
    long orders,
    long duplicates,
    long fills,
    List<String> finalFindings,
    String folder) {

  public CrashReport {
    rounds = List.copyOf(rounds);
    finalFindings = List.copyOf(finalFindings);
  }

  public boolean passed() {
    return finalFindings.isEmpty() && rounds.stream().allMatch(CrashRound::passed);
  }
}
