package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.DrillEvidenceRequest;
import dev.aurora.service.api.StoredEvidence;
import dev.aurora.service.process.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells the services that run what a drill showed: that is evidence for the scorecard. */
final class DrillEvidence {

  private static final Duration CALL = Duration.ofSeconds(30);

  private final Invocation invocation;

  DrillEvidence(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * Tells it, or says why it is no evidence. A drill that failed is told whatever its size.
   *
   * @param enough whether it was as large as the usual one
   * @return the exit code of the drill
   */
  int tell(String drill, boolean enough, boolean passed, Map<String, Object> details) {
    int exit = passed ? ExitCode.DONE : ExitCode.NO;
    if (passed && !enough) {
      invocation.output().progress("Not recorded: smaller than the usual drill.");
      return exit;
    }
    List<ServiceRecord> services = new Installation(invocation).runningServices();
    if (services.isEmpty()) {
      invocation
          .output()
          .progress("Not recorded: no service runs. After `aurora up`, a drill is evidence.");
    }
    List<String> reasons =
        passed ? List.of() : List.of("the drill failed: aurora drill " + drill + " says how");
    for (ServiceRecord service : services) {
      StoredEvidence stored =
          new ApiClient(service, CALL)
              .post(
                  "/v1/evidence/drills",
                  new DrillEvidenceRequest(drill, "", reasons, details),
                  Duration.ZERO,
                  StoredEvidence.class);
      invocation.output().progress("Recorded as " + stored.key() + " in " + service.home());
    }
    return exit;
  }
}
