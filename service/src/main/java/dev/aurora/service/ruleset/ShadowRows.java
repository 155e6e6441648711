package dev.aurora.service.ruleset;

import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What proposed sets said of real orders, in the books. Thread-safe. */
public final class ShadowRows {

  private static final int CONTROLS_LENGTH_MAX = 1_000;
  private static final int DIFFERENCES_SHOWN = 20;

  private final Database database;
  private final Clock clock;

  public ShadowRows(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How a release judged beside the live set, over all processes.
   *
   * @param newlyDenied orders that the live set approved and this one would deny
   * @param newlyApproved the reverse
   * @param skipped orders that it did not look at, for lack of time
   * @param slowestMicros its longest evaluation, microseconds
   * @param meanMicros of one evaluation, microseconds
   * @param differences the newest of them
   */
  public record Result(
      long evaluated,
      long newlyDenied,
      long newlyApproved,
      long skipped,
      long slowestMicros,
      long meanMicros,
      List<Difference> differences) {

    public Result {
      differences = List.copyOf(differences);
    }

    /** One sentence for a person. */
    public String sentence() {
      return ("%d orders judged beside the live set: %d newly denied, %d newly approved;"
              + " %d skipped; mean %d us, slowest %d us")
          .formatted(evaluated, newlyDenied, newlyApproved, skipped, meanMicros, slowestMicros);
    }
  }

  /** An order that it would have decided otherwise. */
  public record Difference(String clientOrderId, String live, String shadow, String controls) {}

  /** Adds what one process found. */
  void add(String release, String worker, ShadowBoard.Findings found) {
    database.run(
        handle -> {
          int known = write(handle, UPDATE, release, worker, found);
          if (known == 0) {
            write(handle, INSERT, release, worker, found);
          }
          found.differences().forEach(one -> add(handle, release, one));
        });
  }

  private static final String UPDATE =
      """
      update rule_shadows set evaluated = evaluated + :evaluated,
          newly_denied = newly_denied + :denied, newly_approved = newly_approved + :approved,
          skipped = skipped + :skipped, total_us = total_us + :total,
          slowest_us = greatest(slowest_us, :slowest)
      where release_digest = :release and worker = :worker\
      """;

  private static final String INSERT =
      """
      insert into rule_shadows (release_digest, worker, evaluated, newly_denied, newly_approved,
          skipped, slowest_us, total_us)
      values (:release, :worker, :evaluated, :denied, :approved, :skipped, :slowest, :total)\
      """;

  private static int write(
      Handle handle, String sql, String release, String worker, ShadowBoard.Findings found) {
    return handle
        .createUpdate(sql)
        .bind("release", release)
        .bind("worker", worker)
        .bind("evaluated", found.evaluated())
        .bind("denied", found.newlyDenied())
        .bind("approved", found.newlyApproved())
        .bind("skipped", found.skipped())
        .bind("slowest", found.slowest().toNanos() / 1_000)
        .bind("total", found.total().toNanos() / 1_000)
        .execute();
  }

  private void add(Handle handle, String release, ShadowBoard.Difference one) {
    boolean known =
        handle
                .createQuery(
                    """
                    select count(*) from rule_shadow_differences
                    where release_digest = :release and client_order_id = :order\
                    """)
                .bind("release", release)
                .bind("order", one.clientOrderId())
                .mapTo(Long.class)
                .one()
            > 0;
    if (known) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into rule_shadow_differences (release_digest, client_order_id, live_verdict,
                shadow_verdict, controls, seen_at)
            values (:release, :order, :live, :shadow, :controls, :at)\
            """)
        .bind("release", release)
        .bind("order", one.clientOrderId())
        .bind("live", word(one.live()))
        .bind("shadow", word(one.shadow()))
        .bind("controls", controls(one))
        .bind("at", Columns.time(clock.instant()))
        .execute();
  }

  private static String word(Verdict verdict) {
    return verdict.approved() ? "APPROVED" : "DENIED";
  }

  /** Of whichever of the two denied. */
  private static String controls(ShadowBoard.Difference one) {
    Verdict denying = one.live().approved() ? one.shadow() : one.live();
    String all =
        denying.breaches().stream()
            .map(Breach::control)
            .distinct()
            .collect(Collectors.joining(" "));
    return all.length() <= CONTROLS_LENGTH_MAX ? all : all.substring(0, CONTROLS_LENGTH_MAX);
  }

  /** How a release has judged so far. */
  public Result of(String release) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(sum(evaluated), 0) e, coalesce(sum(newly_denied), 0) d,
                        coalesce(sum(newly_approved), 0) a, coalesce(sum(skipped), 0) s,
                        coalesce(max(slowest_us), 0) slowest, coalesce(sum(total_us), 0) total
                    from rule_shadows where release_digest = :release\
                    """)
                .bind("release", release)
                .map(
                    (row, context) ->
                        new Result(
                            row.getLong("e"),
                            row.getLong("d"),
                            row.getLong("a"),
                            row.getLong("s"),
                            row.getLong("slowest"),
                            row.getLong("e") == 0 ? 0 : row.getLong("total") / row.getLong("e"),
                            differences(handle, release)))
                .one());
  }

  private static List<Difference> differences(Handle handle, String release) {
    return handle
        .createQuery(
            """
            select * from rule_shadow_differences where release_digest = :release
            order by seen_at desc, client_order_id limit :max\
            """)
        .bind("release", release)
        .bind("max", DIFFERENCES_SHOWN)
        .map(
            (row, context) ->
                new Difference(
                    row.getString("client_order_id"),
                    row.getString("live_verdict"),
                    row.getString("shadow_verdict"),
                    row.getString("controls")))
        .list();
  }
}
