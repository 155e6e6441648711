package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells where rule sets stand. Thread-safe. */
public final class ReleaseReports {

  private static final int RELEASES_SHOWN = 20;
  private static final int HISTORY_SHOWN = 50;

  private final ReleaseStore store;
  private final RuleSetWorkers workers;
  private final ShadowRows shadows;
  private final Path folder;
  private final Clock clock;

  /**
   * @param folder of the policy, which may differ from what is in force
   */
  public ReleaseReports(
      ReleaseStore store, RuleSetWorkers workers, ShadowRows shadows, Path folder, Clock clock) {
    this.store = store;
    this.workers = workers;
    this.shadows = shadows;
    this.folder = folder;
    this.clock = clock;
  }

  public ReleaseReport now() {
    ReleaseStanding standing = store.read();
    Instant now = clock.instant();
    Optional<ReleaseEntry> inForce = standing.inForce(now);
    List<ReleaseReport.Row> rows = new ArrayList<>();
    for (ReleaseEntry last :
        List.copyOf(standing.lastSteps().values()).reversed().stream()
            .limit(RELEASES_SHOWN)
            .toList()) {
      rows.add(row(standing, last, now));
    }
    Folder found = folder(inForce.map(ReleaseEntry::ruleSet).orElse(""));
    return new ReleaseReport(
        inForce.map(entry -> row(standing, entry, now)).orElse(null),
        found.sentence(),
        found.differs(),
        rows,
        workers.all(),
        standing.entries().reversed().stream().limit(HISTORY_SHOWN).toList());
  }

  private ReleaseReport.Row row(ReleaseStanding standing, ReleaseEntry entry, Instant now) {
    boolean tried = standing.step(entry.release(), ReleaseAction.SHADOW_BEGUN).isPresent();
    ShadowRows.Result shadow = tried ? shadows.of(entry.release()) : null;
    return new ReleaseReport.Row(
        entry.release(),
        entry.ruleSet(),
        ReleaseStages.of(standing, entry.release(), now),
        entry.by(),
        entry.reason(),
        entry.at(),
        entry.until(),
        shadow == null ? null : shadow.sentence(),
        shadow == null ? List.of() : shadow.differences());
  }

  private record Folder(String sentence, boolean differs) {}

  private Folder folder(String inForce) {
    return switch (RuleSetLoader.shipped().load(folder)) {
      case LoadResult.Refused refused ->
          new Folder(
              folder + " has mistakes, and changes nothing: `aurora rules check` shows them", true);
      case LoadResult.Loaded loaded ->
          loaded.ruleSet().digest().equals(inForce)
              ? new Folder(folder + " is what is in force", false)
              : new Folder(
                  folder
                      + " differs from what is in force, and changes nothing: to release it,"
                      + " `aurora rules propose`",
                  true);
    };
  }
}
