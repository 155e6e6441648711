package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.RulesInForce;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a proposed set judge the orders that were decided, on a thread of its own and without any
 * say: no check waits for it, and what it can't keep up with is counted as skipped. Over its budget
 * too often, it stops by itself. Thread-safe.
 */
final class ShadowBoard implements RulesInForce.Beside, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowBoard.class);

  /** Orders that may wait: a second of the busiest hour. */
  private static final int WAITING_MAX = 1_000;

  /** The budget is held against so many evaluations, of which so many may take longer. */
  private static final int WINDOW = 100;

  private static final int OVER_MAX = 5;

  private final LongSupplier nanoTime;
  private final ExecutorService judge =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().daemon().name("rule-set-shadow").factory());

  private volatile @Nullable Trial trial;

  /**
   * @param nanoTime measures evaluations, in nanoseconds from any origin
   */
  ShadowBoard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** An order that the proposed set would have decided otherwise. */
  record Difference(String clientOrderId, Verdict live, Verdict shadow) {}

  /**
   * What there is to write since it was last asked for.
   *
   * @param overBudget why the trial must end; null = it may go on
   */
  record Findings(
      long evaluated,
      long newlyDenied,
      long newlyApproved,
      long skipped,
      Duration slowest,
      Duration total,
      List<Difference> differences,
      @Nullable String overBudget) {

    Findings {
      differences = List.copyOf(differences);
    }

    boolean empty() {
      return evaluated == 0 && skipped == 0 && overBudget == null;
    }
  }

  /** Begins to judge by this set, unless it does already. */
  synchronized void begin(String release, Duration budget, LoadedRuleSets.Lease lease) {
    Trial before = trial;
    if (before != null && before.release.equals(release)) {
      lease.close();
      return;
    }
    end();
    trial = new Trial(release, budget, lease);
  }

  /** Judges nothing from now on. */
  synchronized void end() {
    Trial before = trial;
    trial = null;
    if (before != null) {
      before.lease.close();
    }
  }

  /** Which release is judged by here; empty when none is. */
  Optional<String> release() {
    return Optional.ofNullable(trial).map(one -> one.release);
  }

  @Override
  public void durable(List<RulesInForce.Answered> answered) {
    Trial now = trial;
    if (now == null) {
      return;
    }
    for (RulesInForce.Answered one : answered) {
      try {
        judge.execute(() -> judge(now, one));
      } catch (RejectedExecutionException full) {
        now.skip();
      }
    }
  }

  private void judge(Trial current, RulesInForce.Answered one) {
    PolicyEngine engine = current.lease.engine();
    if (trial != current || engine.ruleSetDigest().equals(one.verdict().ruleSet())) {
      return;
    }
    long begin = nanoTime.getAsLong();
    Verdict shadow = engine.evaluate(one.facts());
    current.add(one, shadow, nanoTime.getAsLong() - begin);
  }

  /** What was found since the last time, under its release; empty without a trial. */
  Optional<Findings> take() {
    return Optional.ofNullable(trial).map(Trial::take);
  }

  @Override
  public void close() {
    judge.shutdownNow();
    end();
    LOG.debug("no set is tried any more");
  }

  /** One release while it is tried. Its methods are its own lock. */
  private static final class Trial {
    private final String release;
    private final Duration budget;
    private final LoadedRuleSets.Lease lease;
    private final Deque<Boolean> lately = new ArrayDeque<>();
    private final List<Difference> differences = new ArrayList<>();
    private long evaluated;
    private long newlyDenied;
    private long newlyApproved;
    private long skipped;
    private long slowestNanos;
    private long totalNanos;
    private @Nullable String overBudget;

    private Trial(String release, Duration budget, LoadedRuleSets.Lease lease) {
      this.release = release;
      this.budget = budget;
      this.lease = lease;
    }

    private synchronized void skip() {
      skipped++;
    }

    private synchronized void add(RulesInForce.Answered one, Verdict shadow, long nanos) {
      if (overBudget != null) {
        return;
      }
      evaluated++;
      slowestNanos = Math.max(slowestNanos, nanos);
      totalNanos += nanos;
      boolean liveApproved = one.verdict().approved();
      if (liveApproved != shadow.approved()) {
        newlyDenied += liveApproved ? 1 : 0;
        newlyApproved += liveApproved ? 0 : 1;
        differences.add(new Difference(String.valueOf(one.facts().id()), one.verdict(), shadow));
      }
      hold(nanos);
    }

    private void hold(long nanos) {
      lately.addLast(nanos > budget.toNanos());
      if (lately.size() > WINDOW) {
        lately.removeFirst();
      }
      long over = lately.stream().filter(slow -> slow).count();
      if (over > OVER_MAX) {
        overBudget =
            "stopped by its latency budget: %d of its last %d evaluations took longer than %d us"
                .formatted(over, lately.size(), budget.toNanos() / 1_000);
      }
    }

    private synchronized Findings take() {
      Findings found =
          new Findings(
              evaluated,
              newlyDenied,
              newlyApproved,
              skipped,
              Duration.ofNanos(slowestNanos),
              Duration.ofNanos(totalNanos),
              differences,
              overBudget);
      evaluated = 0;
      newlyDenied = 0;
      newlyApproved = 0;
      skipped = 0;
      slowestNanos = 0;
      totalNanos = 0;
      differences.clear();
      return found;
    }
  }
}
