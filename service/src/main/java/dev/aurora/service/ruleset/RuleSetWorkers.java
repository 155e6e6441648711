package dev.aurora.service.ruleset;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which process has which rule sets ready, as each says itself. Thread-safe. */
public final class RuleSetWorkers {

  /** A process that was silent for longer is not waited for; should it live, it denies. */
  static final Duration LIVE = Duration.ofSeconds(15);

  /** How long a silent process is still listed. */
  private static final Duration LISTED = Duration.ofHours(1);

  private static final String SEPARATOR = ",";

  private final Database database;
  private final Clock clock;

  public RuleSetWorkers(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A process.
   *
   * @param answersBy digest of the rules that it answers by
   * @param ready digests of all rules that it has compiled and warm
   */
  public record Worker(String worker, String answersBy, Set<String> ready, Instant seenAt) {

    public Worker {
      ready = Set.copyOf(ready);
    }

    boolean liveAt(Instant now) {
      return seenAt.plus(LIVE).isAfter(now);
    }
  }

  /** Says what this process has ready. */
  void beat(String worker, String answersBy, Collection<String> ready) {
    String all = String.join(SEPARATOR, new TreeSet<>(ready));
    database.run(
        handle -> {
          int known = write(handle, worker, answersBy, all, UPDATE);
          if (known == 0) {
            write(handle, worker, answersBy, all, INSERT);
          }
          handle
              .createUpdate("delete from rule_set_workers where seen_at < :before")
              .bind("before", Columns.time(clock.instant().minus(LISTED)))
              .execute();
        });
  }

  private static final String UPDATE =
      """
      update rule_set_workers set answers_by = :by, ready = :ready, seen_at = :at
      where worker = :worker\
      """;

  private static final String INSERT =
      "insert into rule_set_workers (worker, answers_by, ready, seen_at)"
          + " values (:worker, :by, :ready, :at)";

  private int write(Handle handle, String worker, String by, String ready, String statement) {
    return handle
        .createUpdate(statement)
        .bind("worker", worker)
        .bind("by", by)
        .bind("ready", ready)
        .bind("at", Columns.time(clock.instant()))
        .execute();
  }

  /** This process ends in good order: nobody needs to wait for it. */
  void leave(String worker) {
    database.run(
        handle ->
            handle
                .createUpdate("delete from rule_set_workers where worker = :worker")
                .bind("worker", worker)
                .execute());
  }

  /** Every process that was heard of lately. */
  public List<Worker> all() {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from rule_set_workers order by worker")
                .map(
                    (row, context) ->
                        new Worker(
                            row.getString("worker"),
                            row.getString("answers_by"),
                            Arrays.stream(row.getString("ready").split(SEPARATOR, -1))
                                .collect(Collectors.toSet()),
                            Columns.moment(row, "seen_at")))
                .list());
  }

  /** The live processes that do not have a rule set ready. */
  List<String> lacking(String ruleSetDigest) {
    Instant now = clock.instant();
    return all().stream()
        .filter(worker -> worker.liveAt(now))
        .filter(worker -> !worker.ready().contains(ruleSetDigest))
        .map(Worker::worker)
        .toList();
  }
}
