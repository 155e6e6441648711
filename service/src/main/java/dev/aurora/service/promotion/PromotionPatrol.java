package dev.aurora.service.promotion;

import dev.aurora.service.process.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the workflows of promotions in step with the books, at the start and each minute. */
public final class PromotionPatrol {

  private static final Logger LOG = LoggerFactory.getLogger(PromotionPatrol.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Promotions promotions;
  private final ScheduledExecutorService timer = DaemonTimer.named("promotion-patrol");

  public PromotionPatrol(Promotions promotions) {
    this.promotions = promotions;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void stop() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      promotions.catchUp();
    } catch (RuntimeException away) {
      LOG.warn("promotions were not brought in step this time: {}", away.toString());
    }
  }
}
