package dev.aurora.workflows.gate;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One gate after the other: together they would slow each other down, and some measure time. */
public final class GateRunWorkflowImpl implements GateRunWorkflow {

  private final List<GateRunReport.Judged> judged = new ArrayList<>();
  private List<String> gates = List.of();

  @Override
  public GateRunReport run(GateRunInput input) {
    state("RUNNING");
    gates = gatesOf(input.level());
    show();
    for (String gate : gates) {
      judged.add(judge(new GateOrder(input.level(), gate, input.evidenceId())));
      show();
    }
    GateRunReport report = new GateRunReport(judged);
    state(report.green() ? "GREEN" : "RED");
    Workflow.upsertMemo(Map.of("outcome", GateRunDetails.of(gates, judged)));
    return report;
  }

  private static List<String> gatesOf(String level) {
    return Workflow.newActivityStub(
            GateRunActivities.class, ActivitySettings.gate("Which gates " + level + " has"))
        .gates(level);
  }

  private static GateRunReport.Judged judge(GateOrder order) {
    return Workflow.newActivityStub(
            GateRunActivities.class, ActivitySettings.gate("Gate " + order.gate()))
        .judge(order);
  }

  private void show() {
    Workflow.setCurrentDetails(GateRunDetails.of(gates, judged));
  }

  private static void state(String state) {
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(state));
  }
}
