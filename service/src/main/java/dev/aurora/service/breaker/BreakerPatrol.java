package dev.aurora.service.breaker;

import dev.aurora.service.process.DaemonTimer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second at the broker's heartbeat, at orders of unknown outcome, and at fills that
 * nobody looked at because a process died in between.
 */
public final class BreakerPatrol {

  private static final Logger LOG = LoggerFactory.getLogger(BreakerPatrol.class);
  private static final long PERIOD_MILLIS = 1000;

  private final BreakerDesk desk;
  private final BrokerPulse pulse;
  private final String venue;
  private final ScheduledExecutorService timer = DaemonTimer.named("breaker-patrol");

  public BreakerPatrol(BreakerDesk desk, BrokerPulse pulse, String venue) {
    this.desk = desk;
    this.pulse = pulse;
    this.venue = venue;
  }

  /** Looks once, on the caller's thread, then goes on looking. */
  public void start() {
    pulse.start();
    look();
    timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Ends looking. */
  public void stop() {
    timer.shutdownNow();
    pulse.stop();
  }

  private void look() {
    try {
      desk.judgeFills();
      desk.heartbeat(venue, pulse.lastHeartbeatAt());
    } catch (RuntimeException storeAway) {
      // While the books can't be read nothing is sent either; the next look sees what was missed.
      LOG.error("the breakers can't look", storeAway);
    }
  }
}
