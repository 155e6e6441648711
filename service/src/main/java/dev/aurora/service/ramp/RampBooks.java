package dev.aurora.service.ramp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.fact.Stage;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads orders and breaks for the watch. Thread-safe. */
public final class RampBooks {

  /** The newest are the ones that tell; more would take longer than the time between two looks. */
  private static final int ORDERS_MAX = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final Clock clock;

  public RampBooks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Orders that were checked within a time, the newest first, at most a thousand.
   *
   * @param from null = from the beginning
   * @param until null = until now
   * @param account null = of every account
   * @param strategy null = of every strategy
   */
  List<RampOrder> orders(
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String account,
      @Nullable String strategy) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select o.client_order_id, o.run_key, o.state, o.recorded_at, d.facts_json,
                        x.first_at
                    from orders o
                    join decision_records d on d.decision_id = o.decision_id
                    left join outbox x
                        on x.client_order_id = o.client_order_id and x.message = 'SUBMIT'
                    where o.recorded_at >= :from and o.recorded_at < :until
                        and (:anyAccount or o.account = :account)
                        and (:anyStrategy or o.strategy = :strategy)
                    order by o.recorded_at desc
                    fetch first %d rows only\
                    """
                        .formatted(ORDERS_MAX))
                .bind("from", Columns.time(from == null ? Instant.EPOCH : from))
                .bind("until", Columns.time(until == null ? clock.instant().plusSeconds(1) : until))
                .bind("anyAccount", account == null)
                .bind("account", account == null ? "" : account)
                .bind("anyStrategy", strategy == null)
                .bind("strategy", strategy == null ? "" : strategy)
                .map((row, context) -> order(row))
                .list());
  }

  /** Breaks opened since and not closed. */
  long openBreaks(Instant since, @Nullable String account) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from reconciliation_breaks
                    where closed_at is null and opened_at >= :since
                        and (:anyAccount or account = :account)\
                    """)
                .bind("since", Columns.time(since))
                .bind("anyAccount", account == null)
                .bind("account", account == null ? "" : account)
                .mapTo(Long.class)
                .one());
  }

  private RampOrder order(ResultSet row) throws SQLException {
    String state = row.getString("state");
    Instant recorded = Columns.moment(row, "recorded_at");
    Instant sent = Columns.instant(row, "first_at");
    Instant end = sent != null ? sent : state.equals("APPROVED") ? clock.instant() : null;
    return new RampOrder(
        row.getString("client_order_id"),
        row.getString("run_key"),
        stage(row.getString("facts_json")),
        state.equals("DENIED"),
        state.equals("UNKNOWN"),
        end == null ? null : Duration.between(recorded, end));
  }

  private static Stage stage(String facts) {
    try {
      return Stage.valueOf(JSON.readTree(facts).at("/control/stage").asText());
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("the facts of an order can't be read", notJson);
    }
  }
}
