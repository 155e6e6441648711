package dev.aurora.service.api;

import java.util.List;
import java.util.Map;

/**
 * What a drill showed.
 *
 * @param digest of what it was let loose on, such as the policy; empty when nothing stands for it
 * @param reasons what must not have happened, as sentences; empty = it passed
 * @param details rounds, seed and figures
 */
public record DrillEvidenceRequest(
    String drill, String digest, List<String> reasons, Map<String, Object> details) {

  public DrillEvidenceRequest {
    reasons = List.copyOf(reasons);
    details = Map.copyOf(details);
  }
}
