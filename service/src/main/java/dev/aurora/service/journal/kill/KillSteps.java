package dev.aurora.service.journal.kill;

import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How far each kill has come. Durable when a method returns. Thread-safe. */
public final class KillSteps {

  private final Database database;
  private final Clock clock;

  /**
   * @param clock wall time
   */
  public KillSteps(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * When a step was reached.
   *
   * @param firstAt wall time, as is {@code lastAt}
   * @param bookingIndex the newest fill that was booked before it was reached last
   */
  public record Reached(Instant firstAt, Instant lastAt, long bookingIndex) {}

  /** Steps of every kill, by command id. */
  public Map<String, Map<KillStep, Reached>> all() {
    return database.transaction(
        handle -> {
          Map<String, Map<KillStep, Reached>> all = new HashMap<>();
          handle
              .createQuery("select * from kill_steps")
              .map(
                  (row, context) ->
                      all.computeIfAbsent(
                              row.getString("command_id"), any -> new EnumMap<>(KillStep.class))
                          .put(
                              KillStep.valueOf(row.getString("step")),
                              new Reached(
                                  Columns.moment(row, "first_at"),
                                  Columns.moment(row, "last_at"),
                                  row.getLong("booking_index"))))
              .list();
          return all;
        });
  }

  /** Notes that a step was reached, now. */
  public void reach(String commandId, KillStep step, long bookingIndex) {
    database.run(
        handle -> {
          Instant now = clock.instant();
          // The latch's row is the lock: two services may look after one kill.
          handle
              .createQuery("select 1 from control_latches where command_id = :id for update")
              .bind("id", commandId)
              .mapTo(Integer.class)
              .findOne();
          int known =
              handle
                  .createUpdate(
                      """
                      update kill_steps set last_at = :now, booking_index = :booking
                      where command_id = :id and step = :step\
                      """)
                  .bind("now", Columns.time(now))
                  .bind("booking", bookingIndex)
                  .bind("id", commandId)
                  .bind("step", step.name())
                  .execute();
          if (known == 0) {
            insert(handle, commandId, step, bookingIndex, now);
          }
        });
  }

  private static void insert(
      Handle handle, String commandId, KillStep step, long bookingIndex, Instant now) {
    handle
        .createUpdate(
            """
            insert into kill_steps (command_id, step, first_at, last_at, booking_index)
            values (:id, :step, :now, :now, :booking)\
            """)
        .bind("id", commandId)
        .bind("step", step.name())
        .bind("now", Columns.time(now))
        .bind("booking", bookingIndex)
        .execute();
  }

  /** The newest fill that is booked; 0 when there is none. */
  public long newestBooking() {
    return database.transaction(
        handle ->
            handle
                .createQuery("select coalesce(max(booking_index), 0) from fills")
                .mapTo(Long.class)
                .one());
  }

  /** Whether a fill of the scope was booked after another one. */
  public boolean filledSince(ControlScope scope, long bookingIndex) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select o.payload_json from fills f
                        join orders o on o.client_order_id = f.client_order_id
                    where f.booking_index > :after\
                    """)
                .bind("after", bookingIndex)
                .map((row, context) -> FactsJson.readOrder(row.getString("payload_json")))
                .list()
                .stream()
                .anyMatch(order -> scope.covers(ControlOwners.of(order))));
  }
}
