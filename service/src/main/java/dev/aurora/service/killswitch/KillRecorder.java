package dev.aurora.service.killswitch;

import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.workflows.killswitch.KillStands;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the kill switch's workflow look at the books whenever they say something new of kills, so
 * that its page shows every kill, whichever way it came, and what is still open. It tells nothing
 * itself: a page that believed messages could be told anything. On a thread of its own, and again
 * until the server answers: neither a latch nor its caller ever waits for Temporal.
 */
public final class KillRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(KillRecorder.class);
  private static final long PERIOD_MILLIS = 500;

  private final WorkflowClient client;
  private final String workflowId;
  private final Supplier<KillStands> books;

  /** What the workflow was last asked to look at; the timer's thread alone uses it. */
  private @Nullable KillStands shown;

  private final ScheduledExecutorService timer = DaemonTimer.named("kill-recorder");

  /**
   * @param workflowId of the kill switch of this installation
   * @param books say where every kill stands
   */
  public KillRecorder(WorkflowClient client, String workflowId, Supplier<KillStands> books) {
    this.client = client;
    this.workflowId = workflowId;
    this.books = books;
  }

  /** Starts, with a first look in any case: the page may be behind. */
  public void start() {
    timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Stops; what is not shown yet is by the next start. */
  public void stop() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      KillStands now = books.get();
      if (!now.equals(shown)) {
        client.newUntypedWorkflowStub(workflowId).signal("look");
        shown = now;
      }
    } catch (ControlStateUnreadable
        | WorkflowException
        | io.grpc.StatusRuntimeException booksOrServerAway) {
      // The latch is what stops orders; the workflow is its record for the web UI.
      LOG.warn("the kill switch's page is behind: {}", booksOrServerAway.toString());
    } catch (RuntimeException failed) {
      // A timer that throws never looks again.
      LOG.error("the kill switch's page is behind; tried again", failed);
    }
  }
}
