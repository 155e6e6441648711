package dev.aurora.workflows.reconcile;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.Map;

/** One comparison, and what its page shows of it. */
public final class ReconciliationWorkflowImpl implements ReconciliationWorkflow {

  @Override
  public ReconciliationReport run() {
    ReconciliationReport report =
        Workflow.newActivityStub(
                ReconciliationActivities.class, ActivitySettings.check("Compare books and broker"))
            .compare();
    String details = details(report);
    Workflow.setCurrentDetails(details);
    Workflow.upsertMemo(Map.of("outcome", details));
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(report.state()));
    return report;
  }

  private static String details(ReconciliationReport report) {
    StringBuilder text = new StringBuilder("**" + report.state() + "**\n");
    for (ReconciliationReport.Account account : report.accounts()) {
      text.append("\n- ").append(account.account()).append(": ");
      if (!account.answered()) {
        text.append("the broker does not answer: ").append(account.detail());
      } else if (account.breaks().isEmpty()) {
        text.append("books and broker agree");
      } else {
        account.breaks().forEach(found -> text.append("\n  - ").append(found));
      }
    }
    return text.toString();
  }
}
