package dev.aurora.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.crash.CrashRound.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Forbidden outcomes: an order that reaches the broker twice, or never; a fill that is lost or
 * booked twice; room that stays taken or is given away twice; a run or an order that is stuck;
 * artifacts or decisions that differ from those of a load that nobody disturbed.
 *
 * <p>The points are enumerated, not sampled: each round takes the next one of them. Each build
 * takes a slice; {@code -Daurora.crash.rounds=500} takes all that there are, {@code
 * -Daurora.crash.seed} repeats a slice, {@code -Daurora.crash.store} says where the books are.
 */
class CrashMatrixIT {

  private static final int ROUNDS = Integer.getInteger("aurora.crash.rounds", 4);
  private static final int LANES = Integer.getInteger("aurora.crash.lanes", 2);
  private static final long SEED = Long.getLong("aurora.crash.seed", System.nanoTime());
  private static final Path FOLDER = Path.of("target/crash").toAbsolutePath();

  private final CrashStore store = CrashStore.named(System.getProperty("aurora.crash.store", "h2"));
  private final Programs programs = new Programs(FOLDER.resolve("programs"));
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void losesNothingAndSendsNothingTwiceWhereverTheServiceDies() throws Exception {
    Result undisturbed = play(List.of());
    assertIsALoad(undisturbed);
    CrashPlan plan = new CrashPlan(undisturbed.passed(), SEED);
    CrashReport report = new CrashReport(store.word(), SEED, plan);

    List<Result> results = inLanes(plan, report, undisturbed);

    System.out.println(report.write(FOLDER));
    assertThat(results).as("seed %d", SEED).isNotEmpty();
    assertThat(results)
        .as("seed %d, see %s", SEED, FOLDER)
        .extracting(CrashReport::outcome)
        .isSubsetOf(CrashReport.SAME, CrashReport.NOT_REACHED);
    assertThat(results)
        .as("seed %d: rounds that died where they should", SEED)
        .filteredOn(Result::reached)
        .hasSizeGreaterThanOrEqualTo(results.size() * 3 / 4);
  }

  /** The rounds would prove nothing on a load without orders of every kind. */
  private static void assertIsALoad(Result undisturbed) {
    assertThat(undisturbed.violations()).isEmpty();
    LoadState state = undisturbed.state();
    assertThat(state).isNotNull();
    assertThat(state.intact()).isTrue();
    assertThat(state.decisions()).isNotEmpty();
    assertThat(state.orders().values())
        .anyMatch(order -> order.startsWith("DENIED"))
        .anyMatch(order -> order.startsWith("FILLED"))
        .anyMatch(order -> order.startsWith("EXPIRED filled 0"))
        .anyMatch(order -> order.startsWith("EXPIRED") && !order.contains("filled 0"))
        .anyMatch(order -> order.startsWith("CANCELLED filled 0"))
        .anyMatch(order -> order.startsWith("CANCELLED") && !order.contains("filled 0"));
    assertThat(undisturbed.passed())
        .extracting(CrashPoint::step)
        .as("each step that writes or sends; the one that decides is killed between its files")
        .contains(
            "DecisionRun.roll",
            "DecisionRun.l0",
            "DecisionRun.plan",
            "DecisionRun.check",
            "DecisionRun.submit",
            "DecisionRun.close",
            "Order.checkOne",
            "Order.submit",
            "Order.cancel",
            "Order.cancel replaced",
            "Order.refresh",
            "start-up",
            "reconcile");
    assertThat(state.artifacts()).hasSizeGreaterThan(5);
    assertThat(state.runs()).hasSize(1);
  }

  private List<Result> inLanes(CrashPlan plan, CrashReport report, Result undisturbed)
      throws Exception {
    List<Result> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(LANES)) {
      List<Future<List<Result>>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        lanes.add(executor.submit(() -> lane(plan, report, undisturbed)));
      }
      for (Future<List<Result>> lane : lanes) {
        results.addAll(lane.get());
      }
    }
    return results;
  }

  private List<Result> lane(CrashPlan plan, CrashReport report, Result undisturbed)
      throws IOException {
    List<Result> results = new ArrayList<>();
    while (rounds.get() <= ROUNDS) {
      List<CrashPoint> points = plan.next();
      if (points.isEmpty()) {
        break;
      }
      Result result = held(play(points), undisturbed);
      plan.recovered(points, result.passed());
      report.add(result);
      report.write(FOLDER);
      results.add(result);
      System.out.println(points + ": " + CrashReport.outcome(result) + ", " + result.took());
    }
    return results;
  }

  private Result play(List<CrashPoint> points) {
    String name = store.word() + "-" + rounds.getAndIncrement();
    try (CrashRound round =
        new CrashRound(
            programs, FOLDER.resolve("round-" + name), "crash-" + name + "/", store, points)) {
      return round.run();
    }
  }

  /** The result, with every difference from the undisturbed load as a violation. */
  private static Result held(Result result, Result undisturbed) {
    if (result.state() == null || result.state().equals(undisturbed.state())) {
      return result;
    }
    List<String> violations = new ArrayList<>(result.violations());
    violations.add("OTHERWISE: " + result.state() + " instead of " + undisturbed.state());
    return new Result(
        result.points(),
        result.reached(),
        violations,
        result.state(),
        result.passed(),
        result.took());
  }
}
