package dev.aurora.service.breaker;

import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.process.DaemonTimer;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every second whether it is there, on a thread of its own: a broker that never
 * answers must not keep anyone from noticing. Thread-safe.
 */
public final class BrokerPulse {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerPulse.class);
  private static final long PERIOD_MILLIS = 1000;

  private final Broker broker;
  private final Clock clock;
  private final ScheduledExecutorService timer = DaemonTimer.named("broker-pulse");
  private final Runnable whenBack;
  private final Executor follower;
  private final AtomicBoolean returning = new AtomicBoolean();
  private volatile Instant lastHeartbeatAt;
  private volatile boolean away;

  /**
   * @param clock wall time; the age of the first heartbeat counts from now on
   * @param whenBack what is to be done when it answers again after it had not
   * @param follower runs that elsewhere: it may take its time, and no heartbeat must wait for it
   */
  public BrokerPulse(Broker broker, Clock clock, Runnable whenBack, Executor follower) {
    this.broker = broker;
    this.clock = clock;
    this.whenBack = whenBack;
    this.follower = follower;
    this.lastHeartbeatAt = clock.instant();
  }

  /** When the broker last answered, wall time. */
  public Instant lastHeartbeatAt() {
    return lastHeartbeatAt;
  }

  /** Begins to ask. */
  public void start() {
    timer.scheduleWithFixedDelay(this::ask, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends asking. */
  public void stop() {
    timer.shutdownNow();
  }

  /** Asks once; an answer counts from when it was asked for. */
  void ask() {
    Instant asked = clock.instant();
    try {
      switch (broker.ping()) {
        case Answer.Answered<String> alive -> heard(asked);
        case Answer.Unavailable<String> none -> {
          away = true;
          LOG.debug("no heartbeat of {}: {}", broker.name(), none);
        }
      }
    } catch (RuntimeException defect) {
      // No answer either: the age grows, and the breaker says what follows from it.
      LOG.error("asking {} for a heartbeat failed", broker.name(), defect);
    }
  }

  private void heard(Instant asked) {
    lastHeartbeatAt = asked;
    if (away && returning.compareAndSet(false, true)) {
      away = false;
      follower.execute(this::comeBack);
    }
  }

  private void comeBack() {
    try {
      whenBack.run();
    } catch (RuntimeException failed) {
      away = true; // tried again with the next heartbeat
      LOG.error("what follows the return of {} failed", broker.name(), failed);
    } finally {
      returning.set(false);
    }
  }
}
