package dev.aurora.service.promotion;

import dev.aurora.workflows.promotion.PromotionAssessment;
import dev.aurora.workflows.promotion.PromotionState;
import java.util.List;
import java.util.Optional;

/**
 * Where one promotion stands: what all its events together say.
 *
 * @param assessment empty until it was assessed
 * @param rampPercent share of the envelope that is let through
 * @param granted whether two approvals were carried out, whatever came of it since
 * @param events the oldest first
 */
public record PromotionStanding(
    PromotionAsked asked,
    Optional<PromotionAssessment> assessment,
    PromotionState state,
    int rampPercent,
    boolean granted,
    List<PromotionEvent> events) {

  public PromotionStanding {
    events = List.copyOf(events);
  }

  static PromotionStanding of(List<PromotionEvent> events) {
    PromotionAsked asked = PromotionJson.read(events.getFirst().payload(), PromotionAsked.class);
    Optional<PromotionAssessment> assessment =
        events.stream()
            .filter(event -> event.kind() == PromotionEvent.Kind.ASSESSED)
            .map(event -> PromotionJson.read(event.payload(), Assessed.class).assessment())
            .findFirst();
    return new PromotionStanding(
        asked,
        assessment,
        state(events.getLast(), assessment.map(PromotionAssessment::go).orElse(false)),
        events.getLast().rampPercent(),
        events.stream().anyMatch(event -> event.kind() == PromotionEvent.Kind.GRANTED),
        events);
  }

  /**
   * What a promotion was assessed on.
   *
   * @param facts canonical line of facts, for {@code aurora rules eval}
   */
  record Assessed(PromotionAssessment assessment, String facts, String ruleSet) {}

  /** What a condition refuses waits for nobody, also before its end is written. */
  private static PromotionState state(PromotionEvent last, boolean go) {
    return switch (last.kind()) {
      case REQUESTED -> PromotionState.ASSESSING;
      case ASSESSED -> go ? PromotionState.WAITING : PromotionState.ASSESSING;
      case GRANTED, RAMPED -> PromotionState.RAMPING;
      case PROMOTED -> PromotionState.PROMOTED;
      case REFUSED -> PromotionState.REFUSED;
      case EXPIRED -> PromotionState.EXPIRED;
      case RAMPED_TO_ZERO -> PromotionState.RAMPED_TO_ZERO;
      case WITHDRAWN -> PromotionState.WITHDRAWN;
    };
  }

  /** {@code <strategy>/<candidate>/<number of the request>}. */
  public String id() {
    return asked.input().id();
  }

  boolean has(String key) {
    return events.stream().anyMatch(event -> event.key().equals(key));
  }

  /** Digest of the page that persons approve; empty until there is one. */
  public String dossierDigest() {
    return assessment.map(PromotionAssessment::dossierDigest).orElse("");
  }
}
