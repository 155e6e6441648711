package dev.aurora.service.reconcile;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.order.Heartbeat;
import dev.aurora.workflows.reconcile.ReconciliationActivities;
import dev.aurora.workflows.reconcile.ReconciliationReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The comparison, as the workflow asks for it. */
@ApplicationScoped
public class ScheduledReconciliation implements ReconciliationActivities {

  private final ReconciliationDesk desk;

  @Inject
  public ScheduledReconciliation(ReconciliationDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected ScheduledReconciliation() {
    this(unread());
  }

  @Override
  public ReconciliationReport compare() {
    try (Heartbeat beating = Heartbeat.start()) {
      return new ReconciliationReport(
          desk.reconcileAll().stream()
              .map(
                  result ->
                      new ReconciliationReport.Account(
                          result.account(), result.answered(), result.breaks(), result.detail()))
              .toList());
    }
  }
}
