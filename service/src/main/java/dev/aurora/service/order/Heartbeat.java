package dev.aurora.service.order;

import dev.aurora.service.process.DaemonTimer;
import dev.aurora.workflows.ActivitySettings;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats for the activity that opened it, four times in its heartbeat timeout, until it is closed: a
 * worker that died is noticed within that timeout.
 */
public final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final ScheduledExecutorService TIMER = DaemonTimer.named("heartbeat");

  private final ScheduledFuture<?> beats;

  private Heartbeat(ScheduledFuture<?> beats) {
    this.beats = beats;
  }

  /** Starts beating; call on the activity's own thread. */
  public static Heartbeat start() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    long period = ActivitySettings.HEARTBEAT_TIMEOUT.toMillis() / 4;
    return new Heartbeat(
        TIMER.scheduleAtFixedRate(() -> beat(context), period, period, TimeUnit.MILLISECONDS));
  }

  private static void beat(ActivityExecutionContext context) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException nobodyWaits) {
      // The server gave this attempt up; keys and look-ups make another attempt harmless.
      LOG.warn("{}: {}", context.getInfo().getActivityType(), nobodyWaits.getMessage());
    }
  }

  @Override
  public void close() {
    beats.cancel(false);
  }
}
