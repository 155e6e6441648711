package dev.aurora.service.journal;

import dev.aurora.rules.engine.PolicyEngine;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * An engine of which the books say, check by check, which rule set answers. Everything else that a
 * {@link PolicyEngine} does is answered by the set that was in force at the last look.
 */
public interface BookedEngine extends PolicyEngine {

  /**
   * The rule set that the books name, as the transaction of this check sees them. Close it when the
   * check is over: until then its rule set stays in memory.
   *
   * @param handle in the check's transaction, behind the lock of its account
   * @param now wall time of the check
   */
  RulesInForce inForce(Handle handle, Instant now);
}
