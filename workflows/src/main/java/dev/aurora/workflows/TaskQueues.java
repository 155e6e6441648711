package dev.aurora.workflows;

/**
 * Names of the task queues. A prefix sets one installation (a demo, a drill) apart from another on
 * the same Temporal namespace; the empty prefix is the main one.
 */
public final class TaskQueues {

  /** Decision runs and orders, inside the versioned deployment. */
  private static final String ORDERS = "aurora-orders";

  /**
   * Kill switch, rollout, releases of rule sets and promotions. Never inside the versioned
   * deployment: a dead current build would starve them.
   */
  private static final String CONTROL = "aurora-control";

  /** Runs of gates, which take minutes of a processor: never in the way of an order. */
  private static final String GATES = "aurora-gates";

  /** The Worker Deployment that the order queue's workers belong to, each with its build. */
  private static final String DEPLOYMENT = "aurora";

  private TaskQueues() {}

  public static String orders(String prefix) {
    return prefix + ORDERS;
  }

  public static String control(String prefix) {
    return prefix + CONTROL;
  }

  public static String gates(String prefix) {
    return prefix + GATES;
  }

  /** Name of the Worker Deployment whose versions are the builds of an installation. */
  public static String deployment(String prefix) {
    return prefix + DEPLOYMENT;
  }
}
