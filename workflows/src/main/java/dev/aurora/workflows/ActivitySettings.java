package dev.aurora.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/**
 * Timeouts and retries of every activity, each with its reason. Together with the worker's
 * workflow-task and sticky timeouts they are the recovery time after a crash: work goes on within 5
 * s.
 */
public final class ActivitySettings {

  /**
   * A worker that died is noticed after this long without a heartbeat. Implementations beat four
   * times as often.
   */
  public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(2);

  /** Workflow task timeout that starters set: a worker killed inside a task delays it this long. */
  public static final Duration WORKFLOW_TASK_TIMEOUT = Duration.ofSeconds(3);

  private ActivitySettings() {}

  /**
   * Outages of database, files and network are retried for ever with a short ceiling: an order
   * waits and goes on by itself. Expected outcomes (denied, rejected, unknown) are values, never
   * failures.
   */
  private static final RetryOptions UNTIL_IT_WORKS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(200))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(5))
          .build();

  /** E2D: about 0.1 s warm; a cold start loads model and bars first. */
  public static ActivityOptions decide(String summary) {
    return heartbeating(Duration.ofMinutes(2), summary);
  }

  /** A few short transactions a session gone through; years of them take seconds. */
  public static ActivityOptions roll(String summary) {
    return heartbeating(Duration.ofMinutes(2), summary);
  }

  /** Compiles a rule set and runs all its cases: seconds, more on a busy machine. */
  public static ActivityOptions prove(String summary) {
    return heartbeating(Duration.ofMinutes(2), summary);
  }

  /** One transaction over a chunk of up to 100 orders. */
  public static ActivityOptions check(String summary) {
    return heartbeating(Duration.ofSeconds(30), summary);
  }

  /** A chunk of up to 100 broker calls, each with its own time limit below the broker link. */
  public static ActivityOptions submit(String summary) {
    return heartbeating(Duration.ofMinutes(2), summary);
  }

  /**
   * Short reads and writes of the books; no heartbeat, so the timeout itself is the recovery time.
   */
  public static ActivityOptions books(String summary) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(4))
        .setRetryOptions(UNTIL_IT_WORKS)
        .setSummary(summary)
        .build();
  }

  /**
   * A gate: some take minutes, and load the machine so that a beat may come late. What can't be
   * judged is a red verdict, so a failure is one of the books or the worker; after a few the run
   * fails, and with it its Schedule pauses: a person looks.
   */
  public static ActivityOptions gate(String summary) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(45))
        .setHeartbeatTimeout(Duration.ofSeconds(30))
        .setRetryOptions(UNTIL_IT_WORKS.toBuilder().setMaximumAttempts(5).build())
        .setSummary(summary)
        .build();
  }

  /**
   * Has the Temporal server route otherwise, which takes a few seconds until all of it does. It is
   * noted before and after: a repeat finds what was done, or goes on with what was noted and was
   * cut off. For updates alone, which keep nothing else waiting.
   */
  public static ActivityOptions routing(String summary) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofSeconds(30))
        .setRetryOptions(UNTIL_IT_WORKS)
        .setSummary(summary)
        .build();
  }

  /**
   * Looks at builds or at what ramps, which may ramp to zero: as long as {@link #routing}. After a
   * few attempts the look fails: it is done again later, and a rollback does not wait for it.
   */
  public static ActivityOptions look(String summary) {
    return routing(summary).toBuilder()
        .setRetryOptions(UNTIL_IT_WORKS.toBuilder().setMaximumAttempts(3).build())
        .build();
  }

  private static ActivityOptions heartbeating(Duration startToClose, String summary) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(startToClose)
        .setHeartbeatTimeout(HEARTBEAT_TIMEOUT)
        .setRetryOptions(UNTIL_IT_WORKS)
        .setSummary(summary)
        .build();
  }
}
