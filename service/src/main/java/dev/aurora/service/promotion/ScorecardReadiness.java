package dev.aurora.service.promotion;

import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.scorecard.Scorecard;
import java.util.Map;
import java.util.Optional;

/** Readiness as the scorecard counts it, from the evidence in the books. Thread-safe. */
public final class ScorecardReadiness implements Readiness {

  private static final EvidenceKey GATE_DRILL = new EvidenceKey(EvidenceKind.DRILL, "gates");

  private final Scorecard scorecard;
  private final EvidenceBook evidence;

  public ScorecardReadiness(Scorecard scorecard, EvidenceBook evidence) {
    this.scorecard = scorecard;
    this.evidence = evidence;
  }

  @Override
  public Optional<Count> count() {
    return Optional.of(new Count(scorecard.read().done(), everyGateGreen(evidence.newest())));
  }

  /** Gates that were never judged, or never seen to turn red, have shown nothing. */
  private static boolean everyGateGreen(Map<EvidenceKey, Evidence> newest) {
    Evidence drill = newest.get(GATE_DRILL);
    return drill != null
        && drill.green()
        && newest.keySet().containsAll(PassedGates.keys())
        && newest.values().stream()
            .filter(each -> each.key().kind() == EvidenceKind.GATE)
            .allMatch(Evidence::green);
  }
}
