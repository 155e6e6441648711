package dev.aurora.service.ruleset;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends the trial of a proposed set in this process, as the books say, and writes down
 * what it found. Only the patrol's thread calls it.
 */
final class ShadowWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ShadowWatch.class);
  private static final Duration WRITES = Duration.ofSeconds(1);

  private final ReleaseStore store;
  private final ShadowBoard board;
  private final ShadowRows rows;
  private final String worker;
  private final Clock clock;
  private Instant writtenAt = Instant.MIN;

  ShadowWatch(ReleaseStore store, ShadowBoard board, ShadowRows rows, String worker, Clock clock) {
    this.store = store;
    this.board = board;
    this.rows = rows;
    this.worker = worker;
    this.clock = clock;
  }

  void look(ReleaseStanding standing, LoadedRuleSets loaded) {
    Optional<ReleaseEntry> tried = standing.shadow();
    Optional<String> here = board.release();
    boolean other = !here.equals(tried.map(ReleaseEntry::release));
    boolean due = other || writtenAt.plus(WRITES).isBefore(clock.instant());
    if (here.isPresent() && due && overBudget(here.orElseThrow())) {
      // What stands is older than this end: it would begin the trial once more.
      return;
    }
    if (here.isPresent() && other) {
      board.end();
    }
    tried.ifPresent(
        entry ->
            loaded
                .lease(entry.ruleSet())
                .ifPresent(
                    lease -> board.begin(entry.release(), entry.terms().shadowBudget(), lease)));
  }

  /** Writes what was found; whether that ended the trial. */
  private boolean overBudget(String release) {
    writtenAt = clock.instant();
    Optional<ShadowBoard.Findings> found = board.take().filter(findings -> !findings.empty());
    if (found.isEmpty()) {
      return false;
    }
    rows.add(release, worker, found.orElseThrow());
    String over = found.orElseThrow().overBudget();
    if (over != null) {
      board.end();
      LOG.warn("rule set {} is not tried any more: {}", release, over);
      store.find(release).ifPresent(set -> store.add(Trials.end(release, set, "the books", over)));
    }
    return over != null;
  }
}
