package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.service.process.DaemonTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process ready: compiles and warms what may be in force next before it is, keeps what a
 * revert goes back to, disposes of the rest, and says in the books what it has. Nothing here swaps
 * anything: a check looks for itself. On threads of its own; nobody waits for it. Thread-safe.
 */
public final class RuleSetPatrol implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RuleSetPatrol.class);
  private static final long PERIOD_MILLIS = 250;
  private static final Duration BEAT = Duration.ofSeconds(2);

  /** After a set could not be made ready it is tried again so much later. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Layers under the one in force that stay ready, each for a revert. */
  private static final int EARLIER_KEPT = 2;

  /** Approved sets that are made ready before they are activated. */
  private static final int STAGED_KEPT = 2;

  /** Steps that a start tells again: the process before it may have died with them untold. */
  private static final long TOLD_AGAIN = 20;

  private final ReleaseStore store;
  private final ActiveRuleSets active;
  private final LoadedRuleSets loaded;
  private final RuleSetWorkers workers;
  private final ShadowWatch shadow;
  private final ReleasePages pages;
  private final String worker;
  private final Clock clock;
  private final ScheduledExecutorService looks = DaemonTimer.named("rule-set-patrol");
  private final ScheduledExecutorService beats = DaemonTimer.named("rule-set-beat");

  /** The looking thread alone uses it. */
  private final Map<String, Instant> failedAt = new HashMap<>();

  private volatile long told;

  /** The beating thread alone uses these. */
  private String saidLast = "";

  private Instant saidAt = Instant.MIN;

  /**
   * @param worker name of this process in the books
   */
  RuleSetPatrol(
      ReleaseStore store,
      ActiveRuleSets active,
      LoadedRuleSets loaded,
      RuleSetWorkers workers,
      ShadowWatch shadow,
      ReleasePages pages,
      String worker,
      Clock clock) {
    this.store = store;
    this.active = active;
    this.loaded = loaded;
    this.workers = workers;
    this.shadow = shadow;
    this.pages = pages;
    this.worker = worker;
    this.clock = clock;
  }

  /** Looks once on the caller's thread, then goes on looking. */
  public void start() {
    look();
    beat();
    looks.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    beats.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to tell the workflows of what changed in the books, from a little before now on. */
  public void tell() {
    told = Math.max(0, active.look().revision() - TOLD_AGAIN);
    looks.scheduleWithFixedDelay(this::refresh, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One look: a timer that throws never looks again, whatever it is (no metaspace, no stack). */
  void look() {
    try {
      ReleaseStanding standing = active.look();
      Instant now = clock.instant();
      writeExpiries(standing, now);
      Set<String> wanted = new LinkedHashSet<>();
      wanted(standing, now).forEach(entry -> ready(entry, wanted));
      wanted.add(active.ruleSetDigest());
      loaded.keepOnly(wanted);
      shadow.look(standing, loaded);
    } catch (RuntimeException | Error away) {
      // The books decide in each check all the same; this process only learns of news later.
      LOG.error("the rule sets in the books can't be looked at: {}", away.toString());
    }
  }

  private static List<ReleaseEntry> wanted(ReleaseStanding standing, Instant now) {
    Set<ReleaseEntry> wanted = new LinkedHashSet<>();
    standing.layers(now).stream().limit(1L + EARLIER_KEPT).forEach(wanted::add);
    standing.staged().reversed().stream().limit(STAGED_KEPT).forEach(wanted::add);
    standing.shadow().ifPresent(wanted::add);
    return List.copyOf(wanted);
  }

  private void ready(ReleaseEntry entry, Set<String> wanted) {
    wanted.add(entry.ruleSet());
    Instant failed = failedAt.get(entry.release());
    boolean waits = failed != null && failed.plus(RETRY).isAfter(clock.instant());
    if (loaded.ready().contains(entry.ruleSet()) || waits) {
      return;
    }
    try {
      RuleSet ruleSet =
          store
              .find(entry.release())
              .orElseThrow(() -> new IllegalStateException("no such set in the books"))
              .load();
      loaded.load(ruleSet);
      failedAt.remove(entry.release());
      LOG.info("rule set {} is compiled and warm", entry.ruleSet());
    } catch (RuntimeException | Error unusable) {
      failedAt.put(entry.release(), clock.instant());
      LOG.error("rule set {} can't be made ready here", entry.release(), unusable);
    }
  }

  /** By reading it is over already; the row makes it so for ever, whatever a clock says later. */
  private void writeExpiries(ReleaseStanding standing, Instant now) {
    for (ReleaseEntry over : standing.overdue(now)) {
      Optional<StoredRuleSet> set = store.find(over.release());
      set.flatMap(stored -> store.add(Expiry.of(over, stored)))
          .ifPresent(entry -> LOG.warn("rule set {} has expired", entry.ruleSet()));
    }
  }

  private void beat() {
    try {
      String by = active.ruleSetDigest();
      Set<String> ready = loaded.ready();
      String say = by + ready.stream().sorted().toList();
      Instant now = clock.instant();
      if (!say.equals(saidLast) || saidAt.plus(BEAT).isBefore(now)) {
        workers.beat(worker, by, ready);
        saidLast = say;
        saidAt = now;
      }
    } catch (RuntimeException | Error away) {
      LOG.warn("the books do not hear which rule sets are ready here: {}", away.toString());
    }
  }

  private void refresh() {
    try {
      ReleaseStanding standing = store.read();
      for (ReleaseEntry entry : standing.entries()) {
        if (entry.revision() > told) {
          pages.refresh(standing, entry);
          told = entry.revision();
        }
      }
    } catch (RuntimeException | Error away) {
      // Told again at the next look; the books are what holds.
      LOG.warn("the workflows of releases are not told yet: {}", away.toString());
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
    beats.shutdownNow();
    try {
      workers.leave(worker);
    } catch (RuntimeException away) {
      LOG.warn("the books do not hear that this process ends: {}", away.toString());
    }
  }
}
