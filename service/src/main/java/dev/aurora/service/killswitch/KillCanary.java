package dev.aurora.service.killswitch;

import dev.aurora.service.process.DaemonTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves every minute that a kill would work, by each of the ways that it can come, and alarms when
 * one would not: a stop button is tried before it is needed. Nothing is stopped by it, and nothing
 * of it stays in the books. Thread-safe.
 */
public final class KillCanary {

  private static final Logger LOG = LoggerFactory.getLogger(KillCanary.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** One way that a kill can come. */
  public interface Way {

    /** Short name, as shown to operators. */
    String name();

    /**
     * Goes it, and leaves no trace.
     *
     * @throws RuntimeException saying what is wrong with it
     */
    void prove();
  }

  /**
   * What the newest try showed.
   *
   * @param at wall time; null before the first try
   * @param provenAt when all ways were last proven; null = never since the start
   * @param faults of the newest try
   */
  public record Report(
      @Nullable Instant at, @Nullable Instant provenAt, List<String> ways, List<Fault> faults) {

    public Report {
      ways = List.copyOf(ways);
      faults = List.copyOf(faults);
    }

    /** Whether the newest try proved every way. */
    public boolean proven() {
      return at != null && faults.isEmpty();
    }
  }

  /** A way that a kill would not come through. */
  public record Fault(String way, String detail) {}

  private final List<Way> ways;
  private final Clock clock;
  private final ScheduledExecutorService timer = DaemonTimer.named("kill-canary");
  private volatile Report newest;

  /**
   * @param clock wall time
   */
  public KillCanary(List<Way> ways, Clock clock) {
    this.ways = List.copyOf(ways);
    this.clock = clock;
    this.newest = new Report(null, null, names(), List.of());
  }

  /** Begins to try, at once and then every minute. */
  public void start() {
    timer.scheduleAtFixedRate(this::fly, 0, PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends trying. */
  public void stop() {
    timer.shutdownNow();
  }

  /** What the newest try showed. */
  public Report newest() {
    return newest;
  }

  /** Tries every way once. */
  synchronized void fly() {
    List<Fault> faults = new ArrayList<>();
    for (Way way : ways) {
      try {
        way.prove();
      } catch (RuntimeException broken) {
        faults.add(new Fault(way.name(), String.valueOf(broken.getMessage())));
        LOG.error("ALARM: a kill by {} would not work", way.name(), broken);
      }
    }
    Instant now = clock.instant();
    if (faults.isEmpty() && !newest.faults().isEmpty()) {
      LOG.warn("every way of a kill works again");
    }
    newest = new Report(now, faults.isEmpty() ? now : newest.provenAt(), names(), faults);
  }

  private List<String> names() {
    return ways.stream().map(Way::name).toList();
  }
}
