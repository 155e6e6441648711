package dev.aurora.service.killswitch;

import dev.aurora.workflows.killswitch.KillCommand;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the kill switch's workflow of kills that reached the books on another way, so that its page
 * shows every kill. It does so on a thread of its own, and again until the server answers: neither
 * a latch nor its caller ever waits for Temporal. Thread-safe.
 */
public final class KillRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(KillRecorder.class);
  private static final long PERIOD_MILLIS = 500;

  /**
   * More than one installation ever sees between two restarts; older ones are the books' to know.
   */
  private static final int REMEMBERED_MAX = 1000;

  private final WorkflowClient client;
  private final String workflowId;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "kill-recorder");
            thread.setDaemon(true);
            return thread;
          });

  private record Entry(KillCommand command, boolean told) {}

  /**
   * @param workflowId of the kill switch of this installation
   */
  public KillRecorder(WorkflowClient client, String workflowId) {
    this.client = client;
    this.workflowId = workflowId;
  }

  /** Starts telling; kills that were handed over before are told first. */
  public void start() {
    timer.scheduleWithFixedDelay(this::tellAll, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Stops telling; what is not told yet is told by the next start, as far as it still stands. */
  public void stop() {
    timer.shutdownNow();
  }

  /** Hands a kill over that is latched; the same command id again changes nothing. */
  public void record(KillCommand command) {
    synchronized (entries) {
      entries.putIfAbsent(command.commandId(), new Entry(command, false));
      if (entries.size() > REMEMBERED_MAX) {
        entries.entrySet().removeIf(entry -> entry.getValue().told());
      }
    }
  }

  private void tellAll() {
    for (KillCommand command : waiting()) {
      try {
        tell(command);
        synchronized (entries) {
          entries.put(command.commandId(), new Entry(command, true));
        }
      } catch (WorkflowException | io.grpc.StatusRuntimeException serverAway) {
        // The latch is what stops orders; the workflow is its record for the web UI.
        LOG.warn("{} is latched; its workflow is not told yet: {}", command, serverAway.toString());
        return;
      }
    }
  }

  private List<KillCommand> waiting() {
    synchronized (entries) {
      return entries.values().stream().filter(entry -> !entry.told()).map(Entry::command).toList();
    }
  }

  private void tell(KillCommand command) {
    client
        .newUntypedWorkflowStub(workflowId)
        .signal(
            "engage",
            Map.of(
                "commandId", command.commandId(),
                "scope", command.scope(),
                "level", command.level().name(),
                "by", command.by(),
                "reason", command.reason(),
                "source", command.source()));
  }
}
