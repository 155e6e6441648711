package dev.aurora.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.crash.CrashPoint.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forbidden outcome: a slice that kills one step over and over, and another never. */
class CrashPlanTest {

  private static final List<CrashPoint> PASSED =
      List.of(
          new CrashPoint("Order.submit", "OrderLife.beginSend", Phase.BEFORE_COMMIT, 1),
          new CrashPoint("Order.submit", "OrderLife.beginSend", Phase.BEFORE_COMMIT, 2),
          new CrashPoint("Order.submit", "OrderLife.acknowledge", Phase.BEFORE_COMMIT, 1),
          new CrashPoint("Order.submit", "OrderLife.acknowledge", Phase.AFTER_COMMIT, 1),
          new CrashPoint("Order.cancel", "broker.cancel", Phase.BEFORE_CALL, 1));

  @Test
  void killsOnEverySideOfEveryStepBeforeAnyHasASecondTurn() {
    CrashPlan plan = new CrashPlan(PASSED, 7);

    Set<String> sides = new HashSet<>();
    // Three that were passed, and two of the files that a decision writes.
    for (int round = 0; round < 5; round++) {
      CrashPoint point = plan.next().getFirst();
      sides.add(point.step() + " " + point.phase());
    }
    assertThat(sides)
        .containsExactlyInAnyOrder(
            "Order.submit BEFORE_COMMIT",
            "Order.submit AFTER_COMMIT",
            "Order.cancel BEFORE_CALL",
            "DecisionRun.decide FILE_BEGUN",
            "DecisionRun.decide FILE_WRITTEN");
  }

  @Test
  void killsAtEveryPointOnce() {
    CrashPlan plan = new CrashPlan(PASSED, 7);

    List<CrashPoint> played = new ArrayList<>();
    for (List<CrashPoint> next = plan.next(); !next.isEmpty(); next = plan.next()) {
      played.addAll(next);
    }
    assertThat(played).doesNotHaveDuplicates().hasSize(plan.points()).containsAll(PASSED);
  }

  @Test
  void killsTwiceWhereOnlyARecoveryComesTo() {
    CrashPlan plan = new CrashPlan(PASSED, 7);
    List<CrashPoint> died = List.of(PASSED.getFirst());
    CrashPoint lookup = new CrashPoint("Order.submit", "broker.lookup", Phase.BEFORE_CALL, 1);

    plan.recovered(died, List.of(PASSED.get(3), lookup));

    List<List<CrashPoint>> played = new ArrayList<>();
    for (List<CrashPoint> next = plan.next(); !next.isEmpty(); next = plan.next()) {
      played.add(next);
    }
    assertThat(played)
        .filteredOn(round -> round.size() > 1)
        .containsExactly(List.of(PASSED.getFirst(), lookup));
  }
}
