package dev.aurora.service.drill;

import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.drill.BreakerDrillRecord.ExitWay;
import dev.aurora.service.drill.BreakerDrillRecord.FirstLatch;
import dev.aurora.service.journal.Exit;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Plays one scenario on a desk of its own, and judges how far the attack got. Used once. */
final class ScenarioRun {

  private final Scenario scenario;
  private final DrillDesk desk;
  private final BoundLimits limits;
  private final DrillOrders exits;

  ScenarioRun(Scenario scenario, DrillDesk desk, BoundLimits limits) {
    this.scenario = scenario;
    this.desk = desk;
    this.limits = limits;
    this.exits = new DrillOrders(scenario.name() + "-exit");
  }

  BreakerDrillRecord play(RandomGenerator random) {
    Attempt entry = desk.trade(new Basket(scenario.calm(), List.of(scenario.entry()))).getFirst();
    long before = desk.ordersInLedger();
    if (scenario.brokerRejects()) {
      desk.rejectEverything();
    }
    List<Attempt> attempts = new ArrayList<>();
    scenario.attackOrders().apply(random).forEach(basket -> attempts.addAll(desk.trade(basket)));
    long inLedger = desk.ordersInLedger() - before;
    Optional<StoredLatch> latch = desk.firstLatch();
    return judged(entry, attempts, inLedger, latch, exitWay());
  }

  private BreakerDrillRecord judged(
      Attempt entry,
      List<Attempt> attempts,
      long inLedger,
      Optional<StoredLatch> latch,
      ExitWay exit) {
    List<Attempt> sent = attempts.stream().filter(Attempt::sent).toList();
    int last = triedBeforeStop(attempts);
    boolean ceased = last < attempts.size();
    Bound bound = scenario.bound().apply(limits);
    BigDecimal observed = scenario.gauge().read(entry.quantity(), sent);
    String finding = finding(entry, sent.size(), inLedger, ceased, bound, observed);
    return new BreakerDrillRecord(
        scenario.name(),
        scenario.attack(),
        attempts.size(),
        (int) attempts.stream().filter(attempt -> attempt.verdict().approved()).count(),
        inLedger,
        last,
        ceased ? attempts.get(last).stoppedBy() : List.of(),
        bound.measure(),
        observed,
        bound.limit(),
        bound.max(),
        latch.map(ScenarioRun::firstLatch).orElse(null),
        exit,
        finding.isEmpty(),
        finding.isEmpty() ? "stopped within its bound" : finding);
  }

  private static int triedBeforeStop(List<Attempt> attempts) {
    int last = attempts.size();
    while (last > 0 && !attempts.get(last - 1).sent()) {
      last--;
    }
    return last;
  }

  /** Why it does not count as stopped; empty when it does. */
  private static String finding(
      Attempt entry, int sent, long inLedger, boolean ceased, Bound bound, BigDecimal observed) {
    if (!entry.sent()) {
      return "a sound order did not pass before the attack: " + entry.stoppedBy();
    }
    if (sent != inLedger) {
      return "the books say %d orders were sent, the ledger %d".formatted(sent, inLedger);
    }
    if (bound.max() == null) {
      return "the policy sets no bound: " + bound.limit() + " is unlimited";
    }
    if (!bound.holds(observed)) {
      return "%s: %s, above the bound of %s"
          .formatted(bound.measure(), observed.toPlainString(), bound.max().toPlainString());
    }
    return ceased ? "" : "the last order that was tried was still sent";
  }

  private static FirstLatch firstLatch(StoredLatch stored) {
    Latch latch = stored.latch();
    Latch.Finding finding = latch.finding();
    return new FirstLatch(
        latch.scope().toString(),
        latch.level().name(),
        finding == null ? latch.engagedBy() : finding.control(),
        finding == null ? null : finding.observed(),
        finding == null ? null : finding.limit(),
        finding == null ? null : finding.unit());
  }

  private ExitWay exitWay() {
    if (closes(Origin.STRATEGY)) {
      return ExitWay.STRATEGY;
    }
    return closes(Origin.MANUAL_EXIT) ? ExitWay.PERSON : ExitWay.NONE;
  }

  /** Whether all that is held can be closed, as far as one order may ask for. */
  private boolean closes(Origin origin) {
    List<Attempt> closing =
        desk.exits().stream().flatMap(exit -> desk.trade(basket(exit, origin)).stream()).toList();
    return closing.stream().allMatch(attempt -> attempt.verdict().reducer() && attempt.sent());
  }

  private Basket basket(Exit exit, Origin origin) {
    return new Basket(
        scenario.exitMarket(),
        List.of(
            exits.exit(
                exit.symbol(),
                exit.side(),
                exit.exitable().min(limits.getOrderQuantityMax()),
                origin,
                Objects.requireNonNull(scenario.exitMarket().now()))));
  }
}
