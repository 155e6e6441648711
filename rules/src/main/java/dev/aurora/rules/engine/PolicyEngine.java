package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.verdict.Verdict;

/**
 * A rule set that is ready to answer. Thread-safe. It never throws for an order: whatever goes
 * wrong inside is a denial with the code {@code engine.error}.
 */
public interface PolicyEngine extends AutoCloseable {

  /** Checks one order against every rule. */
  Verdict evaluate(OrderFacts facts);

  /** Digest of rules and limits, {@code sha256:<hex>}. */
  String ruleSetDigest();

  /** Limits and thresholds that callers need for their own windows and pacing. */
  dev.aurora.rules.limit.LimitBook limits();

  @Override
  void close();
}
