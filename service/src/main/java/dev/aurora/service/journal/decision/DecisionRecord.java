package dev.aurora.service.journal.decision;

import java.time.Instant;

/**
 * One decision as it stands in the chain of its account.
 *
 * @param chainIndex 1 for the account's first
 * @param factsJson canonical text of all facts: enough to repeat the evaluation
 * @param checkedAt market time
 * @param previousHash hash of the record before, {@link #GENESIS} for the first
 */
public record DecisionRecord(
    String decisionId,
    String account,
    long chainIndex,
    String clientOrderId,
    String ruleSetDigest,
    String factsJson,
    String verdictJson,
    Instant checkedAt,
    String previousHash,
    String recordHash)
    implements HashChain.Link {

  /** What the first record names as the hash before it. */
  public static final String GENESIS = HashChain.GENESIS;

  /** The record that follows {@code previousHash}. */
  public static DecisionRecord following(
      String previousHash,
      long chainIndex,
      String account,
      String clientOrderId,
      String ruleSetDigest,
      String factsJson,
      String verdictJson,
      Instant checkedAt) {
    DecisionRecord open =
        new DecisionRecord(
            account + "#" + chainIndex,
            account,
            chainIndex,
            clientOrderId,
            ruleSetDigest,
            factsJson,
            verdictJson,
            checkedAt,
            previousHash,
            "");
    return new DecisionRecord(
        open.decisionId,
        account,
        chainIndex,
        clientOrderId,
        ruleSetDigest,
        factsJson,
        verdictJson,
        checkedAt,
        previousHash,
        open.computedHash());
  }

  @Override
  public String computedHash() {
    return Digests.sha256(
        previousHash,
        decisionId,
        account,
        Long.toString(chainIndex),
        clientOrderId,
        ruleSetDigest,
        factsJson,
        verdictJson,
        checkedAt.toString());
  }
}
