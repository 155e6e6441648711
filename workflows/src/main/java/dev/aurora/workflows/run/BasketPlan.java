package dev.aurora.workflows.run;

import java.util.List;

/**
 * The orders that a run intends, recorded in the books before this is returned, so that planning
 * again gives the same legs.
 *
 * @param runKey key of the run in the books
 * @param clientOrderIds in the order in which they are checked: legs that reduce first
 * @param alreadyDecidedBy null, or who decided this bar with other inputs: nothing may be sent
 */
public record BasketPlan(
    String runKey,
    List<String> clientOrderIds,
    @org.jspecify.annotations.Nullable String alreadyDecidedBy) {

  public BasketPlan {
    clientOrderIds = List.copyOf(clientOrderIds);
  }
}
