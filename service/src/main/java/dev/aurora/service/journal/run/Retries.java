package dev.aurora.service.journal.run;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderRows;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Further attempts of a run, each asked for by a person, for the legs that came to nothing.
 * Thread-safe; durable when a method returns.
 */
public final class Retries {

  private final Database database;
  private final Clock clock;

  public Retries(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Notes that a person wants a further attempt.
   *
   * @return its number, from 2 on
   */
  public int ask(RunIdentity run, String by, String reason) {
    return database.transaction(
        handle -> {
          RunStore.lockRun(handle, run);
          int attempt = 1 + newest(handle, run);
          handle
              .createUpdate(
                  """
                  insert into run_retries (run_key, attempt, asked_by, reason, asked_at)
                  values (:key, :attempt, :by, :reason, :now)\
                  """)
              .bind("key", run.key())
              .bind("attempt", attempt)
              .bind("by", by)
              .bind("reason", reason)
              .bind("now", Columns.time(clock.instant()))
              .execute();
          return attempt;
        });
  }

  /** Who asked for an attempt, and why. */
  public record Asked(String by, String reason) {}

  public Optional<Asked> find(RunIdentity run, int attempt) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select asked_by, reason from run_retries
                    where run_key = :key and attempt = :attempt\
                    """)
                .bind("key", run.key())
                .bind("attempt", attempt)
                .map(
                    (row, context) -> new Asked(row.getString("asked_by"), row.getString("reason")))
                .findOne());
  }

  /**
   * The newest order of every leg of the run, where a further attempt may follow it: it was denied,
   * blocked or expired, and nothing of it was filled.
   */
  public List<Order> open(RunIdentity run) {
    Map<String, JournalOrder> newest = new LinkedHashMap<>();
    for (JournalOrder order : database.transaction(handle -> orders(handle, run))) {
      newest.put(String.valueOf(order.order().intentId()), order);
    }
    return newest.values().stream()
        .filter(order -> order.state().allowsAnotherAttempt() && order.filled().signum() == 0)
        .map(JournalOrder::order)
        .toList();
  }

  private static List<JournalOrder> orders(Handle handle, RunIdentity run) {
    return handle
        .createQuery(
            """
            select o.* from planned_orders p
                join orders o on o.client_order_id = p.client_order_id
            where p.run_key = :key order by p.attempt, p.leg_index\
            """)
        .bind("key", run.key())
        .map((row, context) -> OrderRows.order(row))
        .list();
  }

  private static int newest(Handle handle, RunIdentity run) {
    return handle
        .createQuery(
            """
            select coalesce(max(attempt), 1) from (
                select attempt from plans where run_key = :key
                union all
                select attempt from run_retries where run_key = :key) as attempts\
            """)
        .bind("key", run.key())
        .mapTo(Integer.class)
        .one();
  }
}
