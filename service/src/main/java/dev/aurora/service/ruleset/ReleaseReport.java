package dev.aurora.service.ruleset;

import dev.aurora.workflows.ruleset.RuleReleaseStage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rule set answers, what waits, and what each process has ready.
 *
 * @param inForce the release that answers now; null = none, and every order is denied
 * @param folder one sentence on the policy's folder; nothing that happens there is in force
 * @param folderDiffers whether its rules or limits are not those in force
 * @param releases the newest first
 * @param history every step, the newest first
 */
public record ReleaseReport(
    @Nullable Row inForce,
    String folder,
    boolean folderDiffers,
    List<Row> releases,
    List<RuleSetWorkers.Worker> workers,
    List<ReleaseEntry> history) {

  public ReleaseReport {
    releases = List.copyOf(releases);
    workers = List.copyOf(workers);
    history = List.copyOf(history);
  }

  /**
   * A release.
   *
   * @param by who took its last step
   * @param shadow what its trial beside the live set found; null = it had none
   * @param differences orders of that trial that it would have decided otherwise
   */
  public record Row(
      String release,
      String ruleSet,
      RuleReleaseStage stage,
      String by,
      String reason,
      Instant at,
      @Nullable Instant until,
      @Nullable String shadow,
      List<ShadowRows.Difference> differences) {

    public Row {
      differences = List.copyOf(differences);
    }

    /** As people name it: {@code sha256:} and the first twelve characters. */
    public String shortName() {
      return release.substring(0, Math.min(release.length(), "sha256:".length() + 12));
    }
  }
}
