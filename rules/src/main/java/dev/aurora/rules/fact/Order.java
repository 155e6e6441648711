package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The order under check, as the strategy, a person or the kill switch intends it. It is also the
 * payload that travels through workflows and journal, so equal orders are equal records.
 *
 * <p>Every component may be {@code null}, which means <em>missing</em> and is denied by the
 * controls that need it; {@code limitPrice} (MARKET), {@code expiresAt} and {@code replaces} may
 * rightly be absent.
 *
 * @param clientOrderId deterministic key, unique for ever; see the workflows' {@code OrderKey}
 * @param intentId the model decision leg that this order serves, whatever the attempt
 * @param quantity units, positive
 * @param limitPrice price currency per unit; absent for MARKET
 * @param decidedAt market time of the decision
 * @param sessionsOld trading sessions between the decision's bar and the check
 * @param replaces client order id of the order that this one replaces
 * @param nonFinite true when the quantity or a price arrived as NaN or infinite; such a number is
 *     held as {@code null} here and denied by {@code order-form}
 */
public record Order(
    @Nullable String clientOrderId,
    @Nullable String intentId,
    @Nullable String account,
    @Nullable String strategy,
    @Nullable String modelVersion,
    @Nullable String venue,
    @Nullable String symbol,
    @Nullable Side side,
    @Nullable OrderType type,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal limitPrice,
    @Nullable TimeInForce timeInForce,
    @Nullable Instant expiresAt,
    @Nullable Origin origin,
    @Nullable Instant decidedAt,
    @Nullable Integer sessionsOld,
    @Nullable String replaces,
    boolean nonFinite) {

  /** The same order under another key, for another intent. */
  public Order identified(@Nullable String newClientOrderId, @Nullable String newIntentId) {
    return with(newClientOrderId, newIntentId, quantity, limitPrice, sessionsOld);
  }

  /**
   * The same order, checked later or earlier.
   *
   * @param newSessionsOld sessions between its bar and the check; null = not known
   */
  public Order aged(@Nullable Integer newSessionsOld) {
    return with(clientOrderId, intentId, quantity, limitPrice, newSessionsOld);
  }

  /**
   * The same order for another quantity or limit.
   *
   * @param newQuantity units
   * @param newLimitPrice price currency per unit; null for MARKET
   */
  public Order sized(@Nullable BigDecimal newQuantity, @Nullable BigDecimal newLimitPrice) {
    return with(clientOrderId, intentId, newQuantity, newLimitPrice, sessionsOld);
  }

  private Order with(
      @Nullable String newClientOrderId,
      @Nullable String newIntentId,
      @Nullable BigDecimal newQuantity,
      @Nullable BigDecimal newLimitPrice,
      @Nullable Integer newSessionsOld) {
    return new Order(
        newClientOrderId,
        newIntentId,
        account,
        strategy,
        modelVersion,
        venue,
        symbol,
        side,
        type,
        newQuantity,
        newLimitPrice,
        timeInForce,
        expiresAt,
        origin,
        decidedAt,
        newSessionsOld,
        replaces,
        nonFinite);
  }
}
