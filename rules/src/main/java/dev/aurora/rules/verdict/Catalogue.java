package dev.aurora.rules.verdict;

import java.util.List;

/**
 * The ids of all controls, in catalogue order: the order of breaches in a verdict and of folders in
 * the policy. The one place for that order.
 */
public final class Catalogue {

  /** Checks on an order, in the order in which their breaches are reported. */
  public static final List<String> PRETRADE =
      List.of(
          "order-form",
          "authority",
          "price-increment",
          "lot-size",
          "order-quantity-max",
          "order-value-max",
          "order-value-min",
          "price-collar",
          "price-band",
          "reference-price-age",
          "adv-participation",
          "submit-rate",
          "message-rate",
          "order-to-trade",
          "repeated-execution",
          "duplicate-order",
          "working-orders-max",
          "daily-order-count",
          "position-max",
          "gross-exposure",
          "net-exposure",
          "concentration",
          "buying-power",
          "credit-threshold",
          "daily-loss",
          "drawdown",
          "loss-streak",
          "cooldown",
          "restricted-symbol",
          "market-halt",
          "trading-session",
          "self-trade",
          "corporate-action",
          "stale-decision",
          "data-gate",
          "reconciliation",
          "trading-state",
          "rule-set-integrity",
          "deployment-envelope");

  /** Breakers over our losses and behaviour, in the order of the catalogue. */
  public static final List<String> BREAKERS =
      List.of(
          "breach-burst",
          "rejection-burst",
          "slippage",
          "position-mismatch",
          "daily-loss",
          "drawdown",
          "broker-outage",
          "data-failure",
          "unknown-order",
          "decision-latency");

  /** Go / no-go conditions of a promotion, in the order in which they are reported. */
  public static final List<String> PROMOTION =
      List.of(
          "promotion-form",
          "l0-green",
          "l1-nights",
          "l2-green",
          "scorecard-complete",
          "flags-off",
          "rollback-rehearsed",
          "shadow-stable",
          "books-clean",
          "not-killed");

  /** Checks that enforce at the stage {@code baseline} and are never lifted. */
  public static final List<String> BASELINE =
      List.of(
          "order-form",
          "authority",
          "order-quantity-max",
          "order-value-max",
          "position-max",
          "buying-power",
          "market-halt",
          "trading-session",
          "trading-state",
          "rule-set-integrity");

  private Catalogue() {}
}
