package dev.aurora.service.ruleset;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Rule sets and their releases in the books: rows are added, never altered. Thread-safe. What has
 * returned is durable, and every check that begins later sees it.
 */
public final class ReleaseStore {

  private static final int RACES_MAX = 20;

  private final Database database;
  private final Clock clock;

  /** The newest that was read: rows never change, so a revision says whether it still is all. */
  private volatile ReleaseStanding known = ReleaseStanding.NOTHING;

  public ReleaseStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A step to be added. */
  record Step(
      String commandId,
      ReleaseAction action,
      StoredRuleSet set,
      String by,
      String reason,
      ReleaseTerms terms,
      @Nullable Instant until) {

    static Step of(
        String commandId, ReleaseAction action, StoredRuleSet set, String by, String reason) {
      return new Step(commandId, action, set, by, reason, ReleaseTerms.PLAIN, null);
    }
  }

  /** Decides on a step from where everything stands; null = there is nothing to do. */
  interface Decision {
    @Nullable Step on(ReleaseStanding standing, Instant now);
  }

  /**
   * Where everything stands.
   *
   * @throws ReleasesUnreadable when the rows are not what was written
   */
  public ReleaseStanding read() {
    return database.transaction(this::read);
  }

  /** As {@link #read()}, within a transaction of the caller; one small look when nothing is new. */
  ReleaseStanding read(Handle handle) {
    ReleaseStanding before = known;
    Long newest =
        handle
            .createQuery("select max(revision) from rule_releases")
            .mapTo(Long.class)
            .findOne()
            .orElse(null);
    long found = newest == null ? 0 : newest;
    if (found == before.revision()) {
      return before;
    }
    if (found < before.revision()) {
      throw new ReleasesUnreadable(
          "the rule sets end at step %d, and %d was there before: rows are never taken away"
              .formatted(found, before.revision()),
          null);
    }
    ReleaseStanding now = readAll(handle);
    known = now;
    return now;
  }

  /** Keeps a set's texts; one that is there is left as it is. */
  void keep(Handle handle, StoredRuleSet set) {
    if (find(handle, set.release()).isPresent()) {
      return;
    }
    handle
        .createUpdate("insert into rule_sets values (:release, :rules, :at)")
        .bind("release", set.release())
        .bind("rules", set.ruleSet())
        .bind("at", Columns.time(clock.instant()))
        .execute();
    set.files()
        .byPath()
        .forEach(
            (path, text) ->
                handle
                    .createUpdate("insert into rule_set_files values (:release, :path, :text)")
                    .bind("release", set.release())
                    .bind("path", path)
                    .bind("text", text)
                    .execute());
  }

  /** A set by its release digest. */
  public Optional<StoredRuleSet> find(String release) {
    return database.transaction(handle -> find(handle, release));
  }

  Optional<StoredRuleSet> find(Handle handle, String release) {
    return handle
        .createQuery("select rule_set_digest from rule_sets where release_digest = :release")
        .bind("release", release)
        .mapTo(String.class)
        .findOne()
        .map(rules -> new StoredRuleSet(release, rules, files(handle, release)));
  }

  /** The newest release of these rules and limits, by the digest that verdicts name. */
  public Optional<StoredRuleSet> ofRules(String ruleSet) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select release_digest from rule_sets where rule_set_digest = :rules
                    order by stored_at desc\
                    """)
                .bind("rules", ruleSet)
                .mapTo(String.class)
                .findFirst()
                .flatMap(release -> find(handle, release)));
  }

  private static RuleSetFiles files(Handle handle, String release) {
    Map<String, String> files =
        handle
            .createQuery("select path, content from rule_set_files where release_digest = :release")
            .bind("release", release)
            .map((row, context) -> Map.entry(row.getString("path"), row.getString("content")))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return RuleSetFiles.of(files);
  }

  /**
   * Adds a step in a transaction of its own, decided on where everything stands then; another
   * process that was quicker is seen.
   *
   * @return the step; empty when the decision was for none
   */
  Optional<ReleaseEntry> add(Decision decision) {
    for (int race = 1; ; race++) {
      try {
        return database.transaction(handle -> add(handle, decision));
      } catch (UnableToExecuteStatementException lostRace) {
        // Another process took the revision: look again at what stands. Anything else comes again.
        if (race == RACES_MAX) {
          throw lostRace;
        }
      }
    }
  }

  /** As {@link #add(Decision)}, within a transaction of the caller: a lost race undoes it. */
  Optional<ReleaseEntry> add(Handle handle, Decision decision) {
    Instant now = Columns.micros(clock.instant());
    ReleaseStanding standing = readAll(handle);
    Step step = decision.on(standing, now);
    if (step == null) {
      return Optional.empty();
    }
    Optional<ReleaseEntry> done =
        standing.entries().stream()
            .filter(entry -> entry.commandId().equals(step.commandId()))
            .findFirst();
    if (done.isPresent()) {
      return done;
    }
    keep(handle, step.set());
    ReleaseEntry entry =
        new ReleaseEntry(
            standing.revision() + 1,
            step.commandId(),
            step.action(),
            step.set().release(),
            step.set().ruleSet(),
            step.by(),
            step.reason(),
            step.terms(),
            step.until() == null ? null : Columns.micros(step.until()),
            now,
            standing.entries().isEmpty()
                ? ReleaseEntry.GENESIS
                : standing.entries().getLast().hash());
    insert(handle, entry);
    return Optional.of(entry);
  }

  private static ReleaseStanding readAll(Handle handle) {
    List<Row> rows =
        handle
            .createQuery("select * from rule_releases order by revision")
            .map((row, context) -> row(row))
            .list();
    String previous = ReleaseEntry.GENESIS;
    long number = 0;
    for (Row row : rows) {
      number++;
      if (row.entry().revision() != number
          || !row.entry().previousHash().equals(previous)
          || !row.hash().equals(row.entry().hash())) {
        throw new ReleasesUnreadable(
            "step " + row.entry().revision() + " of the rule sets is not as it was written", null);
      }
      previous = row.hash();
    }
    return new ReleaseStanding(rows.stream().map(Row::entry).toList());
  }

  private record Row(ReleaseEntry entry, String hash) {}

  private static Row row(ResultSet row) throws SQLException {
    long lasts = row.getLong("lasts_seconds");
    Duration lasting = row.wasNull() ? null : Duration.ofSeconds(lasts);
    try {
      return new Row(
          new ReleaseEntry(
              row.getLong("revision"),
              row.getString("command_id"),
              ReleaseAction.valueOf(row.getString("action")),
              row.getString("release_digest"),
              row.getString("rule_set_digest"),
              row.getString("done_by"),
              row.getString("reason"),
              new ReleaseTerms(
                  lasting,
                  Duration.ofSeconds(row.getLong("shadow_seconds")),
                  Duration.ofNanos(1_000 * row.getLong("shadow_budget_us"))),
              Columns.instant(row, "effective_until"),
              Columns.moment(row, "happened_at"),
              row.getString("previous_hash")),
          row.getString("record_hash"));
    } catch (IllegalArgumentException nonsense) {
      throw new ReleasesUnreadable(String.valueOf(nonsense.getMessage()), nonsense);
    }
  }

  private static void insert(Handle handle, ReleaseEntry entry) {
    ReleaseTerms terms = entry.terms();
    handle
        .createUpdate(
            """
            insert into rule_releases (revision, command_id, action, release_digest,
                rule_set_digest, done_by, reason, lasts_seconds, shadow_seconds, shadow_budget_us,
                effective_until, happened_at, previous_hash, record_hash)
            values (:revision, :command, :action, :release, :rules, :by, :reason, :lasts, :shadow,
                :budget, :until, :at, :previous, :hash)\
            """)
        .bind("revision", entry.revision())
        .bind("command", entry.commandId())
        .bind("action", entry.action().name())
        .bind("release", entry.release())
        .bind("rules", entry.ruleSet())
        .bind("by", entry.by())
        .bind("reason", entry.reason())
        .bind("lasts", terms.lasts() == null ? null : terms.lasts().toSeconds())
        .bind("shadow", terms.shadow().toSeconds())
        .bind("budget", terms.shadowBudget().toNanos() / 1_000)
        .bind("until", Columns.time(entry.until()))
        .bind("at", Columns.time(entry.at()))
        .bind("previous", entry.previousHash())
        .bind("hash", entry.hash())
        .execute();
  }
}
