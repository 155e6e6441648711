package dev.aurora.service.api;

import dev.aurora.rules.verdict.Breach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the policy would say of an order now; nothing was recorded.
 *
 * @param verdict APPROVED or DENIED; null when the order clashes with one in the books
 * @param conflict how it clashes; null when it does not
 */
public record CheckView(
    String clientOrderId,
    @Nullable String verdict,
    @Nullable String ruleSet,
    boolean reducer,
    List<Breach> breaches,
    @Nullable String conflict) {

  public CheckView {
    breaches = List.copyOf(breaches);
  }
}
