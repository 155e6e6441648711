package dev.aurora.service.api;

import dev.aurora.service.promotion.PromotionEvent;
import dev.aurora.service.promotion.PromotionStanding;
import dev.aurora.workflows.promotion.PromotionAssessment;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A promotion as the API shows it.
 *
 * @param outcome what came of the call: {@code DONE} or {@code WAITING}; null where nothing was
 *     asked
 * @param reasons what stands against it; empty when nothing does
 * @param others who may be the second person; empty when none is awaited
 */
public record PromotionView(
    String id,
    String workflowId,
    String strategy,
    String account,
    String to,
    String state,
    int rampPercent,
    String dossier,
    List<String> reasons,
    Envelope envelope,
    List<Step> steps,
    @Nullable String outcome,
    @Nullable String detail,
    List<String> others) {

  /** What it grants whole, before the ramp. */
  public record Envelope(
      List<String> symbols,
      BigDecimal orderValueMax,
      BigDecimal positionMax,
      long ordersPerSessionMax,
      String gateLevel) {}

  /** One step, the oldest first. */
  public record Step(String at, String what, int rampPercent, String by, String reason) {}

  static PromotionView of(
      PromotionStanding standing,
      String workflowId,
      @Nullable String outcome,
      @Nullable String detail,
      List<String> others) {
    return new PromotionView(
        standing.id(),
        workflowId,
        standing.asked().candidate().strategy(),
        standing.asked().candidate().account(),
        standing.asked().input().to().name(),
        standing.state().name(),
        standing.rampPercent(),
        standing.dossierDigest(),
        standing.assessment().map(PromotionAssessment::reasons).orElse(List.of()),
        new Envelope(
            standing.asked().envelope().symbols(),
            standing.asked().envelope().orderValueMax(),
            standing.asked().envelope().positionMax(),
            standing.asked().envelope().ordersPerSessionMax(),
            standing.asked().requiredGateLevel().name()),
        standing.events().stream().map(PromotionView::step).toList(),
        outcome,
        detail,
        others);
  }

  private static Step step(PromotionEvent event) {
    return new Step(
        event.at().toString(),
        event.kind().name(),
        event.rampPercent(),
        event.by(),
        event.reason());
  }
}
