package dev.aurora.workflows.gate;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * Port to the gates. Judging twice stores two verdicts, of which the worse counts for the night.
 */
@ActivityInterface(namePrefix = "GateRun.")
public interface GateRunActivities {

  /** Names of the gates of a level, in the order in which they are to be run. */
  @ActivityMethod(name = "gates")
  List<String> gates(String level);

  /** Judges with one gate, and stores its verdict before it answers. */
  @ActivityMethod(name = "judge")
  GateRunReport.Judged judge(GateOrder order);
}
