package dev.aurora.service.run;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.L0Gates;
import dev.aurora.service.order.Heartbeat;
import dev.aurora.workflows.run.E2dOutcome;
import dev.aurora.workflows.run.GateActivities;
import dev.aurora.workflows.run.GateOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The gates on a run's artifacts, as the workflows ask for them. */
@ApplicationScoped
public class ArtifactGates implements GateActivities {

  /** A history and a page show the first reasons; the books hold them all. */
  private static final int REASONS_TOLD = 3;

  private final L0Gates gates;
  private final GateEvidence evidence;

  @Inject
  public ArtifactGates(L0Gates gates, GateEvidence evidence) {
    this.gates = gates;
    this.evidence = evidence;
  }

  /** For the client proxy. */
  protected ArtifactGates() {
    this(unread(), unread());
  }

  @Override
  public GateOutcome l0(E2dOutcome outcome) {
    try (Heartbeat beating = Heartbeat.start()) {
      List<GateVerdict> verdicts = gates.run(Path.of(outcome.artifacts()), Set.of());
      // Before the answer: a level without its evidence in the books counts for nothing.
      evidence.store(outcome.runId(), verdicts);
      List<String> red =
          verdicts.stream().filter(v -> !v.green()).map(ArtifactGates::told).toList();
      return new GateOutcome(red.isEmpty() ? GateLevel.L0 : GateLevel.NONE, red);
    }
  }

  private static String told(GateVerdict verdict) {
    List<String> reasons = verdict.reasons();
    String first = String.join("; ", reasons.subList(0, Math.min(REASONS_TOLD, reasons.size())));
    int more = reasons.size() - REASONS_TOLD;
    return verdict.gate() + ": " + first + (more > 0 ? "; " + more + " more" : "");
  }
}
