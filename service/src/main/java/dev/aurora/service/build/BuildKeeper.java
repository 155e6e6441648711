package dev.aurora.service.build;

import dev.aurora.service.process.DaemonTimer;
import dev.aurora.service.rollout.BuildId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps and serves every build that something may still run on, and lets go of the others. Also
 * notes in the books when the server routes otherwise than they say. On a thread of its own; nobody
 * waits for it. Thread-safe.
 */
public final class BuildKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(BuildKeeper.class);
  private static final long PERIOD_SECONDS = 5;

  /** What was asked so long ago and has no outcome was cut off. */
  private static final Duration CHANGE_TAKES = Duration.ofMinutes(1);

  private static final String DRAINED = "DRAINED";

  /** Never current and never ramped, so that nothing ever began on it. */
  private static final Set<String> NEVER_USED = Set.of("INACTIVE", "CREATED");

  private final Deployment deployment;
  private final BuildStore store;
  private final BuildLog log;
  private final VersionedWorkers workers;
  private final BuildId own;
  private final Runnable tell;
  private final Clock clock;
  private final ScheduledExecutorService timer = DaemonTimer.named("build-keeper");

  /** The timer's thread alone uses it. */
  private int told;

  /**
   * @param tell has the rollout's workflow look again, so that its page shows what changed
   */
  public BuildKeeper(
      Deployment deployment,
      BuildStore store,
      BuildLog log,
      VersionedWorkers workers,
      BuildId own,
      Runnable tell,
      Clock clock) {
    this.deployment = deployment;
    this.store = store;
    this.log = log;
    this.workers = workers;
    this.own = own;
    this.tell = tell;
    this.clock = clock;
  }

  /**
   * Keeps the build that runs, begins to serve it and every other one that is kept, then goes on
   * looking after them.
   *
   * @param modules a class of each module whose code executions replay
   * @param workflows of the order queue
   * @param activities for all of them
   */
  public void serve(List<Class<?>> modules, List<Class<?>> workflows, List<Object> activities) {
    store.install(own, modules, workflows);
    workers.serve(own.text(), BuildCode.running(workflows), activities);
    store.kept().stream()
        .filter(build -> !build.equals(own.text()))
        .forEach(build -> serveKept(build, activities));
    timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends all of it. */
  public void stop() {
    timer.shutdownNow();
    workers.stop();
  }

  private void serveKept(String build, List<Object> activities) {
    try {
      store
          .sound(build)
          .ifPresent(
              kept -> workers.serve(build, BuildCode.load(kept, store.jars(kept)), activities));
    } catch (RuntimeException notRunnable) {
      // The others are served all the same; the builds' list shows that nobody serves this one.
      LOG.error("build {} is kept and can't be served", build, notRunnable);
    }
  }

  private void look() {
    try {
      noteElsewhere(deployment::routing);
      retire(deployment::routing);
      int rows = log.all().size();
      if (rows != told) {
        tell.run();
        told = rows;
      }
    } catch (RuntimeException away) {
      // A timer that throws never looks again.
      LOG.warn("the builds can't be looked after yet: {}", away.toString());
    }
  }

  /**
   * Whoever reaches the server can move executions; the books are to know.
   *
   * @param server reads where executions go now
   */
  void noteElsewhere(Supplier<Routing> server) {
    int before = log.all().size();
    Routing now = server.get();
    List<BuildChange> rows = log.all();
    // A change of ours between the two: what the server said may be from before it. Looked at again
    // at the next look.
    if (rows.size() != before || rows.isEmpty() || isUnderWay(rows.getLast())) {
      return;
    }
    if (!asNoted(rows.reversed().stream().filter(BuildChange::settled).toList(), now)) {
      log.add(
          new BuildLog.Entry(
              "found/" + (rows.size() + 1),
              BuildChange.Phase.FOUND,
              BuildChange.Action.ELSEWHERE,
              now.current(),
              now.percent(),
              "the server routes otherwise than the last change says",
              "unknown",
              "changed on the server itself, or by a service that died before it could say so",
              "server"),
          now);
      LOG.warn("builds: changed by another way: {}", now);
    }
  }

  private static boolean asNoted(List<BuildChange> newestFirst, Routing now) {
    if (newestFirst.isEmpty()) {
      return true;
    }
    BuildChange last = newestFirst.getFirst();
    return Objects.equals(last.current(), now.current())
        && Objects.equals(last.ramping(), now.ramping())
        && (now.ramping() == null || shareNoted(newestFirst) == now.percent());
  }

  /** The share of what ramps: rows that are about something else do not tell it. */
  private static int shareNoted(List<BuildChange> newestFirst) {
    return newestFirst.stream()
        .filter(
            row ->
                row.action() == BuildChange.Action.ELSEWHERE
                    || row.action() == BuildChange.Action.RAMP
                        && Objects.equals(row.build(), row.ramping()))
        .findFirst()
        .map(BuildChange::percent)
        .orElse(0);
  }

  private boolean isUnderWay(BuildChange last) {
    return last.phase() == BuildChange.Phase.ASKED
        && last.at().isAfter(clock.instant().minus(CHANGE_TAKES));
  }

  /**
   * Lets go of builds on which nothing runs and nothing begins, but for the one to go back to.
   *
   * @param server reads where executions go now; again before each build that is let go of
   */
  void retire(Supplier<Routing> server) {
    Routing seen = server.get();
    for (String build : store.kept()) {
      if (isFree(build, seen) && deployment.running(build) == 0) {
        Routing now = server.get();
        if (!isFree(build, now)) {
          continue;
        }
        workers.retire(build);
        store.remove(build);
        log.add(
            new BuildLog.Entry(
                "retire/" + build + "/" + (log.all().size() + 1),
                BuildChange.Phase.DONE,
                BuildChange.Action.RETIRE,
                build,
                0,
                "nothing runs on it any more",
                "service",
                "its executions have ended, and it is not the one to go back to",
                "keeper"),
            now);
        LOG.info("build {} is no longer kept: nothing runs on it", build);
      }
    }
  }

  /** Whether nothing begins on it and the server says that nothing runs on it. */
  private boolean isFree(String build, Routing now) {
    if (build.equals(own.text())
        || build.equals(now.current())
        || build.equals(now.ramping())
        || BuildPlan.previous(now, log.all()).filter(build::equals).isPresent()) {
      return false;
    }
    // Beside the count: the server's list of executions is late, and its word on draining comes in
    // minutes.
    return now.version(build)
        .map(version -> version.status().equals(DRAINED) || NEVER_USED.contains(version.status()))
        .orElse(true);
  }
}
