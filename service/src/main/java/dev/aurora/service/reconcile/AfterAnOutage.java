package dev.aurora.service.reconcile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker is back: what happened there meanwhile is looked for at once, as a workflow when
 * Temporal is there, else directly. Thread-safe.
 */
public final class AfterAnOutage implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AfterAnOutage.class);

  private final ReconciliationSchedule schedule;
  private final ReconciliationDesk desk;

  public AfterAnOutage(ReconciliationSchedule schedule, ReconciliationDesk desk) {
    this.schedule = schedule;
    this.desk = desk;
  }

  @Override
  public void run() {
    try {
      schedule.now();
      LOG.warn("the broker is back; books and broker are compared");
    } catch (RuntimeException temporalAway) {
      LOG.warn(
          "the broker is back, and Temporal does not answer: {}; compared without it: {}",
          temporalAway.toString(),
          desk.reconcileAll());
    }
  }
}
