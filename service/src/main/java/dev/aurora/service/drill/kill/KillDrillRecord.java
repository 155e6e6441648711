package dev.aurora.service.drill.kill;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a drill of the kill switch showed. Times are milliseconds after the commit of the latch.
 *
 * @param working orders that worked when the kill came, those that raced it left out
 * @param workers how each worker took it
 * @param requestedMillis until the last of all orders that work was asked to end
 * @param confirmedMillis until none of them could fill any more
 * @param commitMillis a transaction of one row here and now: what the machine is worth
 * @param requestedInCommits the former in the unit of the latter, which a golden figure is kept of
 * @param lists whether the list of open orders was exact, by how the broker answered
 * @param races sends that raced a kill
 * @param findings what must not have happened
 * @param slow what happened too late
 */
public record KillDrillRecord(
    long seed,
    int working,
    List<Worker> workers,
    BigDecimal requestedMillis,
    BigDecimal confirmedMillis,
    BigDecimal commitMillis,
    BigDecimal requestedInCommits,
    List<OpenList> lists,
    Races races,
    List<String> findings,
    List<String> slow) {

  /**
   * One worker under load.
   *
   * @param lastSendMillis its last send began; negative = before the commit
   * @param blockedMillis its first order was found blocked
   */
  public record Worker(
      String name, int sent, BigDecimal lastSendMillis, BigDecimal blockedMillis) {}

  /**
   * A kill with a broker that leaves cancels unanswered.
   *
   * @param answers which it answers: none, some or all
   * @param silent orders whose end it did not confirm
   * @param listed orders that the kill listed as open
   * @param exact whether those are the same
   * @param confirmedAfter whether the kill got confirmed, and not before the broker answered
   */
  public record OpenList(
      String answers, int orders, int silent, int listed, boolean exact, boolean confirmedAfter) {}

  /**
   * Rounds in each of which two workers send while a person kills.
   *
   * @param orders of all rounds
   * @param sent of them before the block
   * @param latestMillis the latest that any send began
   * @param late sends begun later than is allowed
   */
  public record Races(int rounds, int orders, int sent, BigDecimal latestMillis, int late) {}

  public KillDrillRecord {
    workers = List.copyOf(workers);
    lists = List.copyOf(lists);
    findings = List.copyOf(findings);
    slow = List.copyOf(slow);
  }

  /** Whether nothing happened that must not, and all in time. */
  public boolean passed() {
    return findings.isEmpty() && slow.isEmpty();
  }
}
