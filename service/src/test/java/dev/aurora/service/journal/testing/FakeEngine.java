package dev.aurora.service.journal.testing;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitBookBuilder;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.LimitUse;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A policy of one rule, which keeps the facts that it was asked about. Thread-safe. */
public final class FakeEngine implements PolicyEngine {

  public static final String RULE_SET = "sha256:fake";

  private static final LimitBook SHIPPED = shipped();

  private static LimitBook shipped() {
    LimitBookBuilder book = new LimitBookBuilder();
    LimitBookBuilder.Scope firm = book.scope("firm");
    for (LimitName name : LimitName.values()) {
      firm.set(name, name.shippedDefault().toPlainString());
    }
    return ((LimitBookBuilder.Complete) book.build()).book();
  }

  private final String control;
  private final Mode mode;
  private final Predicate<OrderFacts> breached;
  private final Consequence consequence;
  private final Predicate<OrderFacts> unmeasurable;
  private final List<OrderFacts> asked = Collections.synchronizedList(new ArrayList<>());

  private FakeEngine(String control, Mode mode, Predicate<OrderFacts> breached) {
    this(control, mode, breached, Consequence.DENY_ORDER, facts -> false);
  }

  private FakeEngine(
      String control,
      Mode mode,
      Predicate<OrderFacts> breached,
      Consequence consequence,
      Predicate<OrderFacts> unmeasurable) {
    this.control = control;
    this.mode = mode;
    this.breached = breached;
    this.consequence = consequence;
    this.unmeasurable = unmeasurable;
  }

  public static FakeEngine approving() {
    return new FakeEngine("never", Mode.ENFORCE, facts -> false);
  }

  /** Approves; whoever looks at the use of limits of these orders meets a failure. */
  public static FakeEngine failingLater(Predicate<OrderFacts> unmeasurable) {
    return new FakeEngine(
        "never", Mode.ENFORCE, facts -> false, Consequence.DENY_ORDER, unmeasurable);
  }

  public static FakeEngine denying(String control) {
    return new FakeEngine(control, Mode.ENFORCE, facts -> true);
  }

  /** Denies when the rule's condition holds. */
  public static FakeEngine denyingIf(String control, Predicate<OrderFacts> breached) {
    return new FakeEngine(control, Mode.ENFORCE, breached);
  }

  /** Breaks a rule of this consequence with every opener; reducers pass. */
  public static FakeEngine latching(String control, Consequence consequence) {
    return new FakeEngine(
        control, Mode.ENFORCE, facts -> !isReducer(facts), consequence, facts -> false);
  }

  /** The same, in MONITOR. */
  public static FakeEngine monitoringOnly(String control, Consequence consequence) {
    return new FakeEngine(control, Mode.MONITOR, facts -> true, consequence, facts -> false);
  }

  /** Notes a breach of each order and denies none. */
  public static FakeEngine monitoring(String control) {
    return new FakeEngine(control, Mode.MONITOR, facts -> true);
  }

  /** Every fact that was evaluated, in order. */
  public List<OrderFacts> asked() {
    return List.copyOf(asked);
  }

  public OrderFacts lastAsked() {
    return asked.getLast();
  }

  @Override
  public Verdict evaluate(OrderFacts facts) {
    asked.add(facts);
    boolean breach = breached.test(facts);
    List<Breach> breaches =
        breach
            ? List.of(
                new Breach(
                    control,
                    control,
                    "Deny what the test wants denied",
                    consequence,
                    mode,
                    "2",
                    "1",
                    "USD",
                    "firm",
                    List.of(),
                    "denied by the test",
                    consequence == Consequence.HALT_TRADING ? "BLOCK_AND_CANCEL" : null))
            : List.of();
    boolean approved = !breach || mode == Mode.MONITOR;
    return new Verdict(
        facts.id(),
        approved,
        approved ? null : consequence,
        isReducer(facts),
        RULE_SET,
        breaches,
        new LimitUse(() -> used(facts)),
        facts.now() == null ? null : facts.now().plusSeconds(120));
  }

  @Override
  public BreakerVerdict evaluate(BreakerFacts facts) {
    return new BreakerVerdict(facts.id(), false, null, RULE_SET, List.of(), List.of(), Map.of());
  }

  @Override
  public PromotionVerdict evaluate(PromotionFacts facts) {
    return new PromotionVerdict(facts.id(), true, null, RULE_SET, List.of(), Map.of());
  }

  private Map<String, BigDecimal> used(OrderFacts facts) {
    if (unmeasurable.test(facts)) {
      throw new ArithmeticException("unmeasurable by the test");
    }
    return Map.of("fake-limit", new BigDecimal("1.2000"));
  }

  private static boolean isReducer(OrderFacts facts) {
    BigDecimal held = facts.position().quantity();
    int sign = facts.order().side().sign();
    BigDecimal working = sign > 0 ? facts.position().workingBuy() : facts.position().workingSell();
    return held.signum() * sign < 0
        && facts.order().quantity().add(working).compareTo(held.abs()) <= 0;
  }

  @Override
  public String ruleSetDigest() {
    return RULE_SET;
  }

  @Override
  public LimitBook limits() {
    return SHIPPED;
  }

  @Override
  public void close() {}
}
