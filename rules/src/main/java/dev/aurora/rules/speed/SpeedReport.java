package dev.aurora.rules.speed;

import java.util.List;

/**
 * What a speed check measured. Times are nanoseconds of wall clock on this machine; the ratios
 * compare between machines.
 *
 * @param ruleSet digest of the measured rule set
 * @param rules how many rules it has for orders
 * @param unitNanos what the fixed piece of plain Java took that ratios are counted in
 * @param groups one entry a group of orders
 * @param slowestRules the dearest conditions first
 */
public record SpeedReport(
    String ruleSet,
    int rules,
    double unitNanos,
    List<GroupSpeed> groups,
    List<RuleSpeed> slowestRules) {

  public SpeedReport {
    groups = List.copyOf(groups);
    slowestRules = List.copyOf(slowestRules);
  }

  /**
   * From facts to verdict, over all orders of a group.
   *
   * @param group name of the group
   * @param breaches average number of breaches an order
   * @param measured how many evaluations the percentiles stand on
   * @param ratio p50 in units of the plain-Java loop
   */
  public record GroupSpeed(
      String group,
      double breaches,
      int measured,
      long p50,
      long p90,
      long p99,
      long p999,
      long max,
      double ratio) {}

  /**
   * One rule's condition, asked of the typed tree with nothing worked out before.
   *
   * @param rule the rule's name
   * @param control its control
   * @param nanos average over the orders
   */
  public record RuleSpeed(String rule, String control, double nanos) {}
}
