package dev.aurora.workflows;

import java.time.LocalDate;

/**
 * The ids that operators look up, part of the contract with the outside. Every id is a pure
 * function of what it stands for, so that starting twice is noticed by Temporal.
 */
public final class WorkflowIds {

  private WorkflowIds() {}

  /**
   * {@code run/<account>/<strategy>/<as-of>}, from the second attempt on with {@code /<attempt>}.
   */
  public static String run(
      String prefix, String account, String strategy, LocalDate asOf, int attempt) {
    String first = prefix + "run/" + account + "/" + strategy + "/" + asOf;
    return attempt == 1 ? first : first + "/" + attempt;
  }

  /** {@code order/<account>/<client-order-id>}. */
  public static String order(String prefix, String account, String clientOrderId) {
    return prefix + "order/" + account + "/" + clientOrderId;
  }

  /** {@code reconciliation}: the Schedule, and the stem of what it starts. */
  public static String reconciliation(String prefix) {
    return prefix + "reconciliation";
  }

  /** {@code kill-switch}. */
  public static String killSwitch(String prefix) {
    return prefix + "kill-switch";
  }

  /** {@code rollout}. */
  public static String rollout(String prefix) {
    return prefix + "rollout";
  }

  /** {@code gate/<level>/<as-of>}. */
  public static String gates(String prefix, String level, LocalDate asOf) {
    return prefix + "gate/" + level + "/" + asOf;
  }

  /** {@code gate/<level>/nightly}: the Schedule, and the stem of what it starts. */
  public static String nightlyGates(String prefix, String level) {
    return prefix + "gate/" + level + "/nightly";
  }

  /** {@code rules/<digest>}: the release of one rule set. */
  public static String ruleRelease(String prefix, String digest) {
    return prefix + "rules/" + digest;
  }

  /** {@code promotion/<strategy>/<candidate>}. */
  public static String promotion(String prefix, String strategy, String candidate) {
    return prefix + "promotion/" + strategy + "/" + candidate;
  }
}
