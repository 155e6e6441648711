package dev.aurora.service.reconcile;

import dev.aurora.service.broker.BrokerUnavailable;
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

  private final Runnable before;

  public FirstReconciliation(ReconciliationDesk desk) {
    this(desk, () -> {});
  }

  /**
   * @param before what must be gone on with before a comparison means anything; an outage of the
   *     broker in it is waited out
   */
  public FirstReconciliation(ReconciliationDesk desk, Runnable before) {
    this.desk = desk;
    this.before = before;
  }

  /**
   * Returns when every account was compared. Breaks don't keep the service from starting: openers
   * are denied while they are open, and positions can be closed.
   */
  public void await() {
    while (!wentOn()) {
      pause();
    }
    List<Result> results = desk.reconcileAll();
    while (!results.stream().allMatch(Result::answered)) {
      pause();
      results = desk.reconcileAll();
    }
    results.forEach(result -> LOG.info("reconciled: {}", result));
  }

  private boolean wentOn() {
    try {
      before.run();
      return true;
    } catch (BrokerUnavailable silent) {
      LOG.warn("the broker does not answer: {}", silent.getMessage());
      return false;
    }
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
