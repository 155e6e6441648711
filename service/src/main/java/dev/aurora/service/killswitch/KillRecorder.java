package dev.aurora.service.killswitch;

import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.process.DaemonTimer;
import dev.aurora.workflows.killswitch.KillLevel;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the kill switch's workflow of every kill in the books, whichever way it came, so that its
 * page shows it. It does so on a thread of its own, and again until the server answers: neither a
 * latch nor its caller ever waits for Temporal. Thread-safe.
 */
public final class KillRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(KillRecorder.class);
  private static final long PERIOD_MILLIS = 500;

  private final WorkflowClient client;
  private final String workflowId;
  private final ControlStore store;

  /** Command ids; the timer's thread alone uses it. */
  private final Set<String> told = new HashSet<>();

  private final ScheduledExecutorService timer = DaemonTimer.named("kill-recorder");

  /**
   * @param workflowId of the kill switch of this installation
   * @param store whose kills are told, whoever latched them
   */
  public KillRecorder(WorkflowClient client, String workflowId, ControlStore store) {
    this.client = client;
    this.workflowId = workflowId;
    this.store = store;
  }

  /** Starts telling, with what stands in the books already. */
  public void start() {
    timer.scheduleWithFixedDelay(this::tellAll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Stops telling; what is not told yet is told by the next start, as far as it still stands. */
  public void stop() {
    timer.shutdownNow();
  }

  private void tellAll() {
    try {
      List<Latch> kills =
          store.read().inForce().stream()
              .map(StoredLatch::latch)
              .filter(KillRecorder::isKill)
              .toList();
      told.retainAll(kills.stream().map(Latch::commandId).toList());
      kills.stream().filter(latch -> !told.contains(latch.commandId())).forEach(this::tell);
    } catch (ControlStateUnreadable
        | WorkflowException
        | io.grpc.StatusRuntimeException booksOrServerAway) {
      // The latch is what stops orders; the workflow is its record for the web UI.
      LOG.warn("a kill's workflow is not told yet: {}", booksOrServerAway.toString());
    }
  }

  /** What a rule restricts to reducers is no kill; what a person does is, whatever its level. */
  private static boolean isKill(Latch latch) {
    return latch.source() != Latch.Source.RULE || latch.level() != KillLevel.REDUCE_ONLY;
  }

  private void tell(Latch latch) {
    client
        .newUntypedWorkflowStub(workflowId)
        .signal(
            "engage",
            Map.of(
                "commandId", latch.commandId(),
                "scope", latch.scope().toString(),
                "level", latch.level().name(),
                "by", latch.engagedBy(),
                "reason", latch.reason(),
                "source", latch.source().name().toLowerCase(Locale.ROOT)));
    told.add(latch.commandId());
  }
}
