package dev.aurora.service.reconcile;

import dev.aurora.service.reconcile.ReconciliationDesk.Result;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No order before books and broker were compared: waits for a broker that is silent at start. */
public final class FirstReconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(FirstReconciliation.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ReconciliationDesk desk;

  public FirstReconciliation(ReconciliationDesk desk) {
    this.desk = desk;
  }

  /**
   * Returns when every account was compared. Breaks don't keep the service from starting: openers
   * are denied while they are open, and positions can be closed.
   */
  public void await() {
    List<Result> results = desk.reconcileAll();
    while (!results.stream().allMatch(Result::answered)) {
      pause();
      results = desk.reconcileAll();
    }
    results.forEach(result -> LOG.info("reconciled: {}", result));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before books and broker were compared", stopped);
    }
  }
}
