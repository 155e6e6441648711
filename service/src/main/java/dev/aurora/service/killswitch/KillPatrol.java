package dev.aurora.service.killswitch;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.service.process.DaemonTimer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every 100 ms for a kill by environment or file, and latches it in the books. The block
 * itself doesn't wait for this: {@link LastStepGuard} looks before every wire.
 */
@ApplicationScoped
public class KillPatrol {

  private static final Logger LOG = LoggerFactory.getLogger(KillPatrol.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final KillDesk desk;
  private final ScheduledExecutorService timer = DaemonTimer.named("kill-patrol");

  @Inject
  public KillPatrol(KillDesk desk) {
    this.desk = desk;
  }

  /** For the client proxy. */
  protected KillPatrol() {
    this(unread());
  }

  /** Looks once, on the caller's thread, then goes on looking. */
  public void start() {
    look();
    timer.scheduleAtFixedRate(
        this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      desk.latchWhatIsAtHand();
    } catch (RuntimeException storeAway) {
      // The process stays blocked by variable or file; the latch follows when the store is back.
      LOG.error("a kill stands, and its latch can't be stored yet", storeAway);
    }
  }
}
