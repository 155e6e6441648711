package dev.aurora.service.drill.rollback;

import dev.aurora.rules.fact.Stage;

/**
 * One order after the drill, as three records that share no code know it.
 *
 * @param recorded stage of the version that its history recorded at its top
 * @param shown search attribute {@code AuroraStage} of its page
 * @param checked stage in the facts that it was checked against, as the books hold them
 * @param policyRevision of the stage policy that its starter read, by its page
 * @param state of the order in the books
 * @param atBroker how many orders the broker's own ledger has under its key
 */
public record DrilledOrder(
    String clientOrderId,
    Stage recorded,
    Stage shown,
    Stage checked,
    long policyRevision,
    String state,
    long atBroker) {

  boolean agrees() {
    return recorded == shown && recorded == checked;
  }
}
