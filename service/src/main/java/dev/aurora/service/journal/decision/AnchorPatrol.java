package dev.aurora.service.journal.decision;

import dev.aurora.service.process.DaemonTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Anchors the heads of all chains each minute in which one of them moved. */
public final class AnchorPatrol {

  private static final Logger LOG = LoggerFactory.getLogger(AnchorPatrol.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final ChainAnchors anchors;
  private final ScheduledExecutorService timer = DaemonTimer.named("anchor-patrol");

  public AnchorPatrol(ChainAnchors anchors) {
    this.anchors = anchors;
  }

  public void start() {
    timer.scheduleAtFixedRate(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void stop() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      anchors
          .anchor()
          .ifPresent(anchor -> LOG.info("anchor {}: {}", anchor.chainIndex(), anchor.recordHash()));
    } catch (RuntimeException storeAway) {
      // What moved meanwhile is in the next anchor; another process may have written this one.
      LOG.warn("the chains were not anchored this time: {}", storeAway.toString());
    }
  }
}
