package dev.aurora.service.drill.kill;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.drill.kill.KillDrillRecord.OpenList;
import dev.aurora.service.drill.kill.KillDrillRecord.Races;
import dev.aurora.service.drill.kill.KillDrillRecord.Worker;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.sweep.KillProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kills the firm while two workers send, on books, broker and ledger of its own in a temporary
 * folder that is gone afterwards. What the workers did is told by the wire and the broker's ledger,
 * never by the books alone. Nothing of an installation is touched.
 */
public final class KillDrill {

  /** A send begun later than this after the latch's commit is one too many. */
  public static final Duration BLOCK_WITHIN = Duration.ofMillis(100);

  /** All that works is asked to end within this. */
  public static final Duration CANCEL_WITHIN = Duration.ofSeconds(1);

  private static final int ORDERS_OF_A_LIST = 60;
  private static final int ORDERS_OF_A_RACER = 6;
  private static final int UNDER_LOAD_EACH = 160;
  private static final int SENT_BEFORE_THE_KILL = 10;
  private static final int DELAY_MILLIS_MAX = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(5);

  /** Asking how far a kill is reads every open order: as seldom as a person asks. */
  private static final Duration BETWEEN_STATUSES = Duration.ofMillis(250);

  private final PolicyEngine engine;
  private final TradingCalendar calendar;
  private final Clock clock;

  /** Whose cancels the broker leaves unanswered. */
  private volatile Predicate<String> silent = id -> false;

  private final List<String> findings = new ArrayList<>();
  private final List<String> slow = new ArrayList<>();
  private final Function<ControlStore, LastStepGuard> lastStep;

  /**
   * @param engine the policy that the orders pass
   * @param clock wall time
   */
  public KillDrill(PolicyEngine engine, TradingCalendar calendar, Clock clock) {
    this(engine, calendar, clock, KillDrill::shipped);
  }

  /**
   * @param lastStep the last look of each worker
   */
  KillDrill(
      PolicyEngine engine,
      TradingCalendar calendar,
      Clock clock,
      Function<ControlStore, LastStepGuard> lastStep) {
    this.engine = engine;
    this.calendar = calendar;
    this.clock = clock;
    this.lastStep = lastStep;
  }

  /** Neither file nor variable: a kill of the installation is not what is drilled. */
  static LastStepGuard shipped(ControlStore control) {
    return new LastStepGuard(new KillWatch(List.of(), Optional.empty(), "drill"), control);
  }

  /**
   * Plays it; once an object.
   *
   * @param working orders at the broker when the kill under load comes
   * @param rounds of two workers that race a kill
   * @throws IOException when the temporary folder can't be written or removed
   */
  public KillDrillRecord run(int working, int rounds, long seed) throws IOException {
    Path folder = Files.createTempDirectory("aurora-drill-kill-");
    try {
      return run(KillStores.in(folder), working, rounds, seed);
    } finally {
      remove(folder);
    }
  }

  /** As above, on stores that the caller removes. */
  KillDrillRecord run(KillStores stores, int working, int rounds, long seed) {
    try (KillFloor floor =
        new KillFloor(stores, engine, calendar, faults(), clock, List.of(lastStep, lastStep))) {
      SplittableRandom random = new SplittableRandom(seed);
      UnderLoad load = underLoad(floor, working);
      List<OpenList> lists =
          List.of(
              openList(floor, "all", id -> false),
              openList(floor, "some", id -> id.hashCode() % 3 == 0),
              openList(floor, "none", id -> true));
      Races races = races(floor, rounds, random);
      floor.ledger().verify().stream().map(PaperLedger.Violation::toString).forEach(findings::add);
      BigDecimal commit = millis(floor.commitTime().toNanos());
      BigDecimal inCommits = load.requested().divide(commit, 0, RoundingMode.UP);
      KillGolden golden = KillGolden.shipped();
      if (working == KillGolden.ORDERS && golden.isMissedBy(inCommits)) {
        slow.add(
            "asking all to end took %s commits, and has taken %s before (%s)"
                .formatted(inCommits, golden.requestedInCommits(), golden.measured()));
      }
      return new KillDrillRecord(
          seed,
          working,
          load.workers(),
          load.requested(),
          load.confirmed(),
          commit,
          inCommits,
          lists,
          races,
          findings,
          slow);
    }
  }

  private record UnderLoad(List<Worker> workers, BigDecimal requested, BigDecimal confirmed) {}

  private UnderLoad underLoad(KillFloor floor, int working) {
    List<String> resting = floor.approve(working);
    resting.forEach(id -> floor.workers().getFirst().send(id, floor.marketNow()));
    List<List<String>> racing =
        List.of(floor.approve(UNDER_LOAD_EACH), floor.approve(UNDER_LOAD_EACH));
    CountDownLatch go = new CountDownLatch(1);
    List<KillWorker.Sending> sendings = sendings(floor, racing, go);
    go.countDown();
    racing.forEach(
        ids -> await("worker sends", () -> sent(floor, ids).size() >= SENT_BEFORE_THE_KILL));

    KillFloor.Kill kill = floor.kill("drill-under-load");
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      Optional<Long> blocked = sendings.get(i).await();
      workers.add(worker("worker " + (i + 1), kill, blocked, sent(floor, racing.get(i))));
    }
    awaitConfirmed(floor, kill);
    BigDecimal confirmed = since(kill, System.nanoTime());
    checkAllEnded(floor, kill);
    Map<String, Long> cancels = floor.wire().cancels();
    BigDecimal requested =
        floor.atBroker().stream()
            .map(id -> since(kill, cancels.getOrDefault(id, Long.MAX_VALUE)))
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    if (requested.compareTo(BigDecimal.valueOf(CANCEL_WITHIN.toMillis())) > 0) {
      slow.add("the last cancel was requested after " + requested + " ms");
    }
    floor.release(kill);
    return new UnderLoad(workers, requested, confirmed);
  }

  private Worker worker(
      String name, KillFloor.Kill kill, Optional<Long> blocked, Collection<Long> sends) {
    BigDecimal last =
        sends.stream()
            .map(begun -> since(kill, begun))
            .max(Comparator.naturalOrder())
            .orElse(BigDecimal.ZERO);
    if (blocked.isEmpty()) {
      findings.add(name + " was never blocked");
    }
    checkInTime(name, last);
    BigDecimal first = blocked.map(at -> since(kill, at)).orElse(BigDecimal.ZERO);
    return new Worker(name, sends.size(), last, first);
  }

  private OpenList openList(KillFloor floor, String answers, Predicate<String> unanswered) {
    List<String> orders = floor.approve(ORDERS_OF_A_LIST);
    orders.forEach(id -> floor.workers().getFirst().send(id, floor.marketNow()));
    silent = unanswered;
    Set<String> expected = orders.stream().filter(unanswered).collect(Collectors.toSet());

    KillFloor.Kill kill = floor.kill("drill-list-" + answers);
    await("cancels", () -> floor.wire().cancels().keySet().containsAll(orders));
    boolean exact = Waiting.until(() -> open(floor, kill).equals(expected), PATIENCE, LOOK);
    Set<String> listed = open(floor, kill);
    if (!exact) {
      findings.add(
          "with %s answered the kill lists %s as open, and the broker left unanswered %s"
              .formatted(answers, listed, expected));
    }
    boolean early =
        !expected.isEmpty() && progress(floor, kill).state() == KillProgress.State.CONFIRMED;
    silent = id -> false;
    awaitConfirmed(floor, kill);
    checkAllEnded(floor, kill);
    if (early) {
      findings.add("with %s answered the kill called itself CONFIRMED".formatted(answers));
    }
    floor.release(kill);
    return new OpenList(answers, orders.size(), expected.size(), listed.size(), exact, !early);
  }

  private Races races(KillFloor floor, int rounds, SplittableRandom random) {
    int orders = 0;
    int sent = 0;
    int late = 0;
    BigDecimal latest = null;
    for (int round = 1; round <= rounds; round++) {
      List<List<String>> racing =
          List.of(floor.approve(ORDERS_OF_A_RACER), floor.approve(ORDERS_OF_A_RACER));
      CountDownLatch go = new CountDownLatch(1);
      List<KillWorker.Sending> sendings = sendings(floor, racing, go);
      go.countDown();
      Waiting.pause(Duration.ofMillis(random.nextInt(DELAY_MILLIS_MAX)));
      KillFloor.Kill kill = floor.kill("drill-race-" + round);
      sendings.forEach(KillWorker.Sending::await);
      for (List<String> ids : racing) {
        orders += ids.size();
        for (long begun : sent(floor, ids)) {
          BigDecimal after = since(kill, begun);
          sent++;
          late += checkInTime("round " + round, after) ? 0 : 1;
          latest = latest == null ? after : latest.max(after);
        }
      }
      awaitConfirmed(floor, kill);
      checkAllEnded(floor, kill);
      floor.release(kill);
    }
    return new Races(rounds, orders, sent, latest == null ? BigDecimal.ZERO : latest, late);
  }

  private static List<KillWorker.Sending> sendings(
      KillFloor floor, List<List<String>> racing, CountDownLatch go) {
    List<KillWorker.Sending> sendings = new ArrayList<>();
    for (int i = 0; i < racing.size(); i++) {
      sendings.add(floor.workers().get(i).sending(racing.get(i), floor.marketNow(), go));
    }
    return sendings;
  }

  /** The broker's own ledger decides what was sent; the wire, when. */
  private List<Long> sent(KillFloor floor, Collection<String> ids) {
    Map<String, Long> begun = floor.wire().sends();
    Set<String> atBroker = floor.atBroker();
    return ids.stream()
        .filter(atBroker::contains)
        .map(id -> begun.getOrDefault(id, Long.MAX_VALUE))
        .toList();
  }

  private boolean checkInTime(String who, BigDecimal after) {
    boolean inTime = after.compareTo(BigDecimal.valueOf(BLOCK_WITHIN.toMillis())) <= 0;
    if (!inTime) {
      findings.add("%s: a send began %s ms after the latch".formatted(who, after));
    }
    return inTime;
  }

  /** A kill that says CONFIRMED is held against the broker's own record. */
  private void checkAllEnded(KillFloor floor, KillFloor.Kill kill) {
    Set<String> working = floor.workingAtBroker();
    if (!working.isEmpty()) {
      findings.add(
          "%s is CONFIRMED, and the broker works %s"
              .formatted(kill.latch().latch().commandId(), working));
    }
  }

  private void awaitConfirmed(KillFloor floor, KillFloor.Kill kill) {
    boolean confirmed =
        Waiting.until(
            () -> progress(floor, kill).state() == KillProgress.State.CONFIRMED,
            PATIENCE,
            BETWEEN_STATUSES);
    if (!confirmed) {
      findings.add(
          "%s was not confirmed within %s: %s"
              .formatted(
                  kill.latch().latch().commandId(), PATIENCE, progress(floor, kill).sentence()));
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    if (!Waiting.until(condition, PATIENCE, LOOK)) {
      throw new IllegalStateException("the drill waits in vain: " + what);
    }
  }

  private static KillProgress progress(KillFloor floor, KillFloor.Kill kill) {
    return floor.progress(kill);
  }

  private static Set<String> open(KillFloor floor, KillFloor.Kill kill) {
    Set<String> ids = new HashSet<>();
    progress(floor, kill).open().forEach(order -> ids.add(order.clientOrderId()));
    return ids;
  }

  private BrokerFaults faults() {
    return new BrokerFaults() {
      @Override
      public Fault next(String clientOrderId) {
        return new Fault.None();
      }

      @Override
      public Fault nextCancel(String clientOrderId) {
        if (!silent.test(clientOrderId)) {
          return new Fault.None();
        }
        // Half of them it has taken back, and half it has never heard of: the answer is the same.
        return clientOrderId.length() % 2 == 0
            ? new Fault.SilentAfterAccept()
            : new Fault.Disconnect();
      }
    };
  }

  private static BigDecimal since(KillFloor.Kill kill, long at) {
    return millis(at - kill.committedAt());
  }

  private static BigDecimal millis(long nanos) {
    return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
