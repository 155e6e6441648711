package dev.aurora.service.journal.decision;

import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Looks decisions up. Thread-safe; every answer is of one moment. */
public final class DecisionQueries {

  private final Database database;

  public DecisionQueries(Database database) {
    this.database = database;
  }

  /**
   * Which decisions are asked for; what is null is not asked about.
   *
   * @param verdict APPROVED or DENIED
   * @param control of a breach that it holds, whatever its mode
   */
  public record Filter(
      @Nullable String account,
      @Nullable String order,
      @Nullable String verdict,
      @Nullable String control,
      @Nullable String mode) {}

  /**
   * A decision with what the machine did for it.
   *
   * @param timing null for those of the first form, which had none
   */
  public record Found(DecisionRecord decision, @Nullable Timing timing) {}

  /** The newest that fit, the oldest of them first. */
  public List<Found> newest(Filter filter, int limit) {
    return database.transaction(handle -> newest(handle, filter, limit));
  }

  /** One decision. */
  public Optional<Found> find(String decisionId) {
    return database.transaction(
        handle ->
            handle
                .createQuery(SELECT + "where d.decision_id = :id")
                .bind("id", decisionId)
                .map((row, context) -> found(row))
                .findOne());
  }

  private static final String SELECT =
      """
      select d.*, t.latency_nanos, t.worker from decision_records d
          left join decision_timings t on t.decision_id = d.decision_id
          join orders o on o.decision_id = d.decision_id
      \
      """;

  private static List<Found> newest(Handle handle, Filter filter, int limit) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    Map<String, Object> values = new HashMap<>();
    condition(conditions, values, "d.account = :account", "account", filter.account());
    condition(conditions, values, "d.client_order_id = :order", "order", filter.order());
    String verdict = filter.verdict();
    condition(
        conditions,
        values,
        "o.approved = :approved",
        "approved",
        verdict == null ? null : verdict.equals("APPROVED"));
    breach(conditions, values, filter);
    Query query =
        handle.createQuery(
            SELECT
                + "where "
                + String.join(" and ", conditions)
                + " order by o.recorded_at desc, d.account desc, d.chain_index desc"
                + " fetch first %d rows only".formatted(limit));
    values.forEach(query::bind);
    return query.map((row, context) -> found(row)).list().reversed();
  }

  private static void breach(List<String> conditions, Map<String, Object> values, Filter filter) {
    if (filter.control() == null && filter.mode() == null) {
      return;
    }
    List<String> ofBreach = new ArrayList<>(List.of("b.decision_id = d.decision_id"));
    condition(ofBreach, values, "b.control = :control", "control", filter.control());
    condition(ofBreach, values, "b.mode = :mode", "mode", filter.mode());
    conditions.add(
        "exists (select 1 from decision_breaches b where %s)"
            .formatted(String.join(" and ", ofBreach)));
  }

  private static void condition(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static Found found(ResultSet row) throws SQLException {
    String worker = row.getString("worker");
    return new Found(
        DecisionChain.record(row),
        worker == null ? null : new Timing(row.getLong("latency_nanos"), worker));
  }
}
