package dev.aurora.service.drill.rollback;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.drill.crash.CrashBooks;
import dev.aurora.service.drill.crash.CrashLoad;
import dev.aurora.service.drill.crash.CrashSite;
import dev.aurora.service.drill.crash.CrashVictim;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.workflows.rollout.RolloutAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders without a pause while the rollout goes advance, ramp 25 %, rollback, advance, and the
 * worker is killed in the middle of it, round after round. Some orders of each step are still on
 * their way when the next is asked for. The same seed kills at the same times and submits the same
 * orders; which of them are in flight then is up to the machine.
 */
public final class RollbackDrill {

  /** Of each of the four steps of a round. */
  public static final int ORDERS_A_STEP = 5;

  private static final int STEPS = 4;
  private static final int PERCENT = 25;
  private static final int AT_ONCE = 4;
  private static final int STILL_ON_THEIR_WAY = 2;
  private static final int KILL_WITHIN_MILLIS = 400;

  private final Path root;
  private final Map<String, String> environment;
  private final String model;
  private final Consumer<String> progress;

  /**
   * @param root the checkout
   * @param model version of the sample strategy's model
   * @param progress told of each round
   */
  public RollbackDrill(
      Path root, Map<String, String> environment, String model, Consumer<String> progress) {
    this.root = root;
    this.environment = Map.copyOf(environment);
    this.model = model;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param home folder of its own, empty
   * @param temporal a server of its own, not started
   */
  public RollbackReport run(Path home, EmbeddedTemporal temporal, int rounds, long seed) {
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>();
    try (CrashSite site = new CrashSite(home, root, environment, temporal, FaultFile.Plan.none());
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<LocalDate> sessions =
          site.api().get("/v1/sessions?count=" + rounds, SessionList.class).asOf();
      if (sessions.size() < rounds) {
        throw new IllegalArgumentException(
            "the bars have sessions for at most %d rounds".formatted(sessions.size()));
      }
      RollbackLoad load = new RollbackLoad(site, model);
      for (int round = 1; round <= rounds; round++) {
        progress.accept("round %d of %d".formatted(round, rounds));
        ids.addAll(
            new Round(site, load, callers, round, sessions.get(round - 1), random, seed).play());
      }
      List<String> findings = new ArrayList<>(new CrashLoad(site, model).settle());
      site.stopService();
      return report(home, temporal, rounds, seed, ids, findings);
    }
  }

  /** One way forward, back and forward again, with one kill. */
  private record Round(
      CrashSite site,
      RollbackLoad load,
      ExecutorService callers,
      int number,
      LocalDate session,
      Random random,
      long seed) {

    List<String> play() {
      int killedIn = random.nextInt(STEPS);
      long afterMillis = random.nextInt(KILL_WITHIN_MILLIS);
      List<CompletableFuture<Void>> orders = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      change(0, RolloutAction.ROLLBACK, null);
      RolloutAction[] actions = {
        RolloutAction.ADVANCE, RolloutAction.RAMP, RolloutAction.ROLLBACK, RolloutAction.ADVANCE
      };
      for (int step = 0; step < STEPS; step++) {
        change(step + 1, actions[step], actions[step] == RolloutAction.RAMP ? PERCENT : null);
        if (step == 0) {
          load.run(session);
        }
        for (int order = 0; order < ORDERS_A_STEP; order++) {
          int within = step * ORDERS_A_STEP + order;
          String id = "roll-%d-%d-%d".formatted(seed, number, within);
          ids.add(id);
          orders.add(CompletableFuture.runAsync(() -> load.submit(id, within, session), callers));
        }
        if (step == killedIn) {
          Waiting.pause(Duration.ofMillis(afterMillis));
          site.kill(CrashVictim.SERVICE);
          site.restore(CrashVictim.SERVICE);
        }
        awaitAllBut(orders, step == STEPS - 1 ? 0 : STILL_ON_THEIR_WAY);
      }
      return ids;
    }

    private void change(int step, RolloutAction action, @Nullable Integer percent) {
      load.change("drill/%d/%d/%d".formatted(seed, number, step), action, percent);
    }

    private static void awaitAllBut(List<CompletableFuture<Void>> orders, int rest) {
      while (orders.stream().filter(order -> !order.isDone()).count() > rest) {
        Waiting.pause(Duration.ofMillis(5));
      }
      // One that failed says so here, and ends the drill.
      orders.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
    }
  }

  private static RollbackReport report(
      Path home,
      EmbeddedTemporal temporal,
      int rounds,
      long seed,
      List<String> ids,
      List<String> findings) {
    List<String> found = new ArrayList<>(findings);
    List<DrilledOrder> orders;
    Map<Long, RollbackBooks.Revision> revisions;
    try (RollbackBooks books =
        new RollbackBooks(home, TemporalConnection.plain(temporal.ensure()))) {
      orders = books.orders(ids);
      revisions = books.revisions();
    }
    orders.forEach(order -> found.addAll(wrongWith(order, revisions)));
    RollbackReport.Ramp ramp = ramp(orders, revisions);
    if (!ramp.within()) {
      found.add("the share of the ramp is out of its bounds: " + ramp);
    }
    long duplicates;
    try (CrashBooks books = new CrashBooks(home)) {
      found.addAll(books.violationsAtRest());
      duplicates = books.summary().duplicates();
    }
    return new RollbackReport(
        seed,
        rounds,
        phases(orders, revisions),
        rounds,
        orders.size(),
        orders.stream().filter(order -> order.state().equals("DENIED")).count(),
        ramp,
        duplicates,
        found,
        home.toString());
  }

  private static List<String> wrongWith(
      DrilledOrder order, Map<Long, RollbackBooks.Revision> revisions) {
    List<String> wrong = new ArrayList<>();
    if (!order.agrees()) {
      wrong.add("history, page and books name different stages: " + order);
    }
    RollbackBooks.Revision read = revisions.get(order.policyRevision());
    if (read == null || !allowed(read).contains(order.recorded())) {
      wrong.add("its revision of the stage policy does not allow its stage: " + order);
    }
    boolean sent = !order.state().equals("DENIED");
    if (order.atBroker() != (sent ? 1 : 0)) {
      wrong.add("not once at the broker: " + order);
    }
    return wrong;
  }

  private static List<Stage> allowed(RollbackBooks.Revision read) {
    return read.rampPercent() == 0 ? List.of(read.stage()) : List.of(read.stage(), Stage.WEEK_TWO);
  }

  private static RollbackReport.Ramp ramp(
      List<DrilledOrder> orders, Map<Long, RollbackBooks.Revision> revisions) {
    List<DrilledOrder> under =
        orders.stream().filter(order -> rampOf(order, revisions) > 0).toList();
    long ramped = under.stream().filter(order -> order.recorded() == Stage.WEEK_TWO).count();
    return RollbackReport.Ramp.of(PERCENT, under.size(), ramped);
  }

  private static int rampOf(DrilledOrder order, Map<Long, RollbackBooks.Revision> revisions) {
    RollbackBooks.Revision read = revisions.get(order.policyRevision());
    return read == null ? 0 : read.rampPercent();
  }

  private static List<RollbackReport.Phase> phases(
      List<DrilledOrder> orders, Map<Long, RollbackBooks.Revision> revisions) {
    Map<String, Map<Stage, Long>> counts =
        orders.stream()
            .collect(
                Collectors.groupingBy(
                    order -> phase(revisions.get(order.policyRevision())),
                    TreeMap::new,
                    Collectors.groupingBy(
                        DrilledOrder::recorded, TreeMap::new, Collectors.counting())));
    return counts.entrySet().stream()
        .flatMap(
            phase ->
                phase.getValue().entrySet().stream()
                    .map(
                        taken ->
                            new RollbackReport.Phase(
                                phase.getKey(), taken.getKey(), taken.getValue())))
        .toList();
  }

  private static String phase(RollbackBooks.@Nullable Revision read) {
    if (read == null) {
      return "as shipped";
    }
    return switch (read.action()) {
      case "ROLLBACK" -> "rollback";
      case "RAMP" -> "ramp " + read.rampPercent() + " %";
      default -> "advance to " + read.stage().word();
    };
  }
}
