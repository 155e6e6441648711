package dev.aurora.service.drill.crash;

import dev.aurora.service.api.OrderList;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.EmbeddedTemporal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Kills service, Temporal server and broker link at random points under load, and checks broker and
 * books after each. The same seed kills the same things at the same times after the load began,
 * every second time not before an order is open; what else is in flight then is up to the machine.
 */
public final class CrashDrill {

  private static final int SESSIONS_A_ROUND = 3;
  private static final int KILL_WITHIN_MILLIS = 2_500;
  private static final int CUT_MILLIS_MIN = 1_000;
  private static final int CUT_MILLIS_SPREAD = 3_000;
  private static final long SLOW_MILLIS = 300;
  private static final Duration ORDER_WITHIN = Duration.ofSeconds(15);

  private final Path root;
  private final Map<String, String> environment;
  private final String model;
  private final Consumer<String> progress;

  /**
   * @param root the checkout
   * @param model version of the sample strategy's model
   * @param progress told of each round
   */
  public CrashDrill(
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
  public CrashReport run(Path home, EmbeddedTemporal temporal, int rounds, long seed) {
    Random random = new Random(seed);
    // A broker as brokers are: one answer in ten never comes, one in ten comes twice.
    FaultFile.Plan plan = new FaultFile.Plan(true, seed, 10, 10, 5, 3, 10, SLOW_MILLIS);
    List<CrashRound> played = new ArrayList<>();
    try (CrashSite site = new CrashSite(home, root, environment, temporal, plan);
        ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      CrashLoad load = new CrashLoad(site, model);
      List<LocalDate> sessions = sessions(site, rounds);
      for (int round = 1; round <= rounds; round++) {
        List<LocalDate> its =
            sessions.subList((round - 1) * SESSIONS_A_ROUND, round * SESSIONS_A_ROUND);
        progress.accept("round %d of %d".formatted(round, rounds));
        played.add(round(site, home, load, round, its, random, caller));
      }
      site.stopService();
      return report(home, seed, played);
    }
  }

  private static CrashReport report(Path home, long seed, List<CrashRound> played) {
    try (CrashBooks books = new CrashBooks(home)) {
      PaperLedger.Summary ledger = books.summary();
      return new CrashReport(
          seed,
          played,
          ledger.orders(),
          ledger.duplicates(),
          ledger.fills(),
          books.violationsAtRest(),
          home.toString());
    }
  }

  private static List<LocalDate> sessions(CrashSite site, int rounds) {
    int wanted = rounds * SESSIONS_A_ROUND;
    List<LocalDate> sessions =
        site.api().get("/v1/sessions?count=" + wanted, SessionList.class).asOf();
    if (sessions.size() < wanted) {
      throw new IllegalArgumentException(
          "the bars have sessions for at most %d rounds"
              .formatted(sessions.size() / SESSIONS_A_ROUND));
    }
    return sessions;
  }

  private CrashRound round(
      CrashSite site,
      Path home,
      CrashLoad load,
      int round,
      List<LocalDate> sessions,
      Random random,
      ExecutorService caller) {
    CrashVictim victim = CrashVictim.values()[random.nextInt(CrashVictim.values().length)];
    long afterMillis = random.nextInt(KILL_WITHIN_MILLIS);
    long cutMillis = CUT_MILLIS_MIN + random.nextInt(CUT_MILLIS_SPREAD);
    CompletableFuture<Void> work =
        CompletableFuture.runAsync(() -> load.play(round, sessions), caller);
    Waiting.pause(Duration.ofMillis(afterMillis));
    if (round % 2 == 0) {
      // At a random moment often no order is open; every second kill is to meet one.
      Waiting.until(
          () -> work.isDone() || !open(site).isEmpty(), ORDER_WITHIN, Duration.ofMillis(10));
    }

    Map<String, Long> inFlight = victim.hitsService() ? Map.of() : open(site);
    long killedAt = System.nanoTime();
    site.kill(victim);
    List<String> findings = new ArrayList<>();
    if (victim.hitsService()) {
      try (CrashBooks books = new CrashBooks(home)) {
        inFlight = books.inFlight();
        findings.addAll(books.violationsAtAnyTime());
      }
    }
    if (victim == CrashVictim.BROKER_LINK) {
      Waiting.pause(Duration.ofMillis(cutMillis));
    }
    site.restore(victim);
    findings.addAll(finish(work, load));
    long recovered = (System.nanoTime() - killedAt) / 1_000_000;
    return new CrashRound(round, victim, afterMillis, inFlight, recovered, findings);
  }

  private static List<String> finish(CompletableFuture<Void> work, CrashLoad load) {
    try {
      work.join();
      return load.settle();
    } catch (CompletionException | ProblemException unfinished) {
      return List.of("the load did not come through: " + unfinished);
    }
  }

  private static Map<String, Long> open(CrashSite site) {
    Map<String, Long> counts = new TreeMap<>();
    site.api()
        .get("/v1/orders?state=open", OrderList.class)
        .orders()
        .forEach(order -> counts.merge(order.state().name(), 1L, Long::sum));
    return counts;
  }
}
