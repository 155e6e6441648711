package dev.aurora.service.journal.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision as it stands in the chain of its account.
 *
 * @param chainIndex 1 for the account's first
 * @param factsJson canonical text of all facts: enough to repeat the evaluation
 * @param checkedAt market time
 * @param evidence what else it depended on; null in records of form 1, which had none
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
    @Nullable Evidence evidence,
    String previousHash,
    String recordHash)
    implements HashChain.Link {

  /** What the first record names as the hash before it. */
  public static final String GENESIS = HashChain.GENESIS;

  /** The form of records without evidence, and of those with it. */
  static final int FIRST_FORM = 1;

  static final int FORM_WITH_EVIDENCE = 2;

  /** The record that follows {@code previousHash}. */
  public static DecisionRecord following(
      String previousHash,
      long chainIndex,
      String account,
      String clientOrderId,
      String ruleSetDigest,
      String factsJson,
      String verdictJson,
      Instant checkedAt,
      @Nullable Evidence evidence) {
    return new DecisionRecord(
            account + "#" + chainIndex,
            account,
            chainIndex,
            clientOrderId,
            ruleSetDigest,
            factsJson,
            verdictJson,
            checkedAt,
            evidence,
            previousHash,
            "")
        .sealed();
  }

  private DecisionRecord sealed() {
    return new DecisionRecord(
        decisionId,
        account,
        chainIndex,
        clientOrderId,
        ruleSetDigest,
        factsJson,
        verdictJson,
        checkedAt,
        evidence,
        previousHash,
        computedHash());
  }

  /** 1 without evidence, else 2. */
  public int form() {
    return evidence == null ? FIRST_FORM : FORM_WITH_EVIDENCE;
  }

  /** The command that gives its verdict again, bit for bit. */
  public String reproduce() {
    return reproduce(decisionId);
  }

  /** The command that gives the verdict of this decision again, bit for bit. */
  public static String reproduce(String decisionId) {
    return "aurora audit reproduce '" + decisionId + "'";
  }

  @Override
  public String computedHash() {
    String first = firstForm();
    return evidence == null
        ? first
        : Digests.sha256(
            "form 2",
            first,
            evidence.overrideDigest(),
            evidence.checkedAt().toString(),
            evidence.engine(),
            evidence.factSchema(),
            evidence.shadowVerdictJson() == null ? "" : evidence.shadowVerdictJson());
  }

  /** Over what records have had from the beginning. */
  private String firstForm() {
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
