package dev.aurora.rules.override;

import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.util.List;
import java.util.Set;

/**
 * The controls that an override may name: those that hold one order against a number of ours, where
 * a person can know better than the number. It is a list of what may, so that a new control can't
 * be overridden before somebody has thought of it.
 *
 * <p>Never: what the facts, the law, the exchange or the kill switch say, what is never lifted at
 * any stage, what latches something beyond the order, and what has no rule at all, such as a
 * missing fact or a failing engine. See ADR 0023.
 */
public final class Overridable {

  /** Their ids, in the order of the catalogue. */
  public static final List<String> CONTROLS =
      List.of(
          "order-value-min",
          "price-collar",
          "price-band",
          "adv-participation",
          "order-to-trade",
          "duplicate-order",
          "working-orders-max",
          "daily-order-count",
          "gross-exposure",
          "net-exposure",
          "concentration",
          "loss-streak",
          "cooldown");

  private static final Set<String> NAMES = Set.copyOf(CONTROLS);

  private Overridable() {}

  /**
   * Whether an override may name this control. What is never lifted stays so, whatever the list.
   */
  public static boolean isControl(String control) {
    return NAMES.contains(control) && !Catalogue.BASELINE.contains(control);
  }

  /**
   * Whether an override can lift this very breach: one that a rule found in facts that were all
   * there, that binds, and that says nothing beyond its order.
   */
  static boolean isBreach(Breach breach) {
    return breach.mode() == Mode.ENFORCE
        && breach.consequence() == Consequence.DENY_ORDER
        && breach.missing().isEmpty()
        && breach.code().equals(breach.control())
        && isControl(breach.control());
  }
}
