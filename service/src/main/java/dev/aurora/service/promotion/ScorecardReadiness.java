package dev.aurora.service.promotion;

import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.scorecard.Scorecard;
import java.util.Optional;

/** Readiness as the scorecard counts it, from the evidence in the books. Thread-safe. */
public final class ScorecardReadiness implements Readiness {

  private final Scorecard scorecard;
  private final EvidenceBook evidence;

  public ScorecardReadiness(Scorecard scorecard, EvidenceBook evidence) {
    this.scorecard = scorecard;
    this.evidence = evidence;
  }

  @Override
  public Optional<Count> count() {
    boolean everyGateGreen =
        evidence.newest().entrySet().stream()
            .filter(each -> each.getKey().kind() == EvidenceKind.GATE)
            .allMatch(each -> each.getValue().green());
    return Optional.of(new Count(scorecard.read().done(), everyGateGreen));
  }
}
