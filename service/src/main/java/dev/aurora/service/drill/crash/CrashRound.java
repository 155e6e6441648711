package dev.aurora.service.drill.crash;

import java.util.List;
import java.util.Map;

/**
 * One kill and what came of it.
 *
 * @param afterMillis time from the begin of the load to the kill
 * @param inFlight what was on its way then, by what it was, counted
 * @param recoveredMillis time from the kill until all of the load was done and settled
 * @param findings what must not be, as sentences; empty = passed
 */
public record CrashRound(
    int round,
    CrashVictim victim,
    long afterMillis,
    Map<String, Long> inFlight,
    long recoveredMillis,
    List<String> findings) {

  public CrashRound {
    inFlight = Map.copyOf(inFlight);
    findings = List.copyOf(findings);
  }

  public boolean passed() {
    return findings.isEmpty();
  }
}
