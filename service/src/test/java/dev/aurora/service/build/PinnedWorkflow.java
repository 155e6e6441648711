package dev.aurora.service.build;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** Waits for a signal, then says through an activity that it went on. */
@WorkflowInterface
public interface PinnedWorkflow {

  @WorkflowMethod(name = "Pinned")
  String run(boolean waits);

  @SignalMethod
  void goOn();

  /** Says what it was told. */
  @ActivityInterface
  interface Echo {
    String echo(String text);
  }

  /** The activity. */
  final class Echoes implements Echo {
    @Override
    public String echo(String text) {
      return text;
    }
  }

  /** The workflow. */
  final class Waiting implements PinnedWorkflow {

    private boolean mayGoOn;

    @Override
    public String run(boolean waits) {
      if (waits) {
        Workflow.await(() -> mayGoOn);
      }
      return Workflow.newActivityStub(
              Echo.class,
              ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(5)).build())
          .echo("went on");
    }

    @Override
    public void goOn() {
      mayGoOn = true;
    }
  }
}
