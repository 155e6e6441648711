package dev.aurora.workflows.rollout;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which builds executions run on, as the Temporal server says it.
 *
 * @param revision of the record of changes in the books; 0 = none yet
 * @param deployment name of the Worker Deployment
 * @param current build of new executions; null = none is: they wait
 * @param ramping build that a share of them takes; null = none does
 * @param percent that share
 * @param own build of the service that answers
 * @param builds all that the server knows
 * @param bytes what the builds that are kept take on the disk
 */
public record BuildView(
    long revision,
    String deployment,
    @Nullable String current,
    @Nullable String ramping,
    int percent,
    String own,
    List<Row> builds,
    long bytes) {

  /**
   * One build.
   *
   * @param status in the server's words
   * @param alive whether a worker has asked for its work lately
   * @param kept whether its code is in the data directory, as it was installed
   * @param running executions on it
   */
  public record Row(String build, String status, boolean alive, boolean kept, long running) {

    public Row {
      Objects.requireNonNull(build, "build");
      Objects.requireNonNull(status, "status");
    }
  }

  public BuildView {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(own, "own");
    builds = List.copyOf(builds);
  }

  /** What needs a person, one sentence each: work that nobody does. */
  public List<String> alarms() {
    return builds.stream()
        .filter(row -> !row.alive())
        .filter(
            row -> row.running() > 0 || row.build().equals(current) || row.build().equals(ramping))
        .map(
            row ->
                "build "
                    + row.build()
                    + " has no living worker: "
                    + (row.build().equals(current)
                        ? "new executions wait"
                        : row.build().equals(ramping)
                            ? percent + " % of new executions wait"
                            : "none is new")
                    + ", "
                    + row.running()
                    + " running ones stand still")
        .toList();
  }
}
