package dev.aurora.service.killswitch;

import static dev.aurora.service.ClientProxy.unread;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
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
  private final KillRecorder recorder;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "kill-patrol");
            thread.setDaemon(true);
            return thread;
          });

  @Inject
  public KillPatrol(KillDesk desk, KillRecorder recorder) {
    this.desk = desk;
    this.recorder = recorder;
  }

  /** For the client proxy. */
  protected KillPatrol() {
    this(unread(), unread());
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
      desk.latchWhatIsAtHand().ifPresent(recorder::record);
    } catch (RuntimeException storeAway) {
      // The process stays blocked by variable or file; the latch follows when the store is back.
      LOG.error("a kill stands, and its latch can't be stored yet", storeAway);
    }
  }
}
