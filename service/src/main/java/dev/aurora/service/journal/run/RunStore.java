package dev.aurora.service.journal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The runs in the books and their plans. Thread-safe; durable when a method returns. */
public final class RunStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int REASON_LENGTH_MAX = 1000;

  private final Database database;
  private final Clock clock;

  public RunStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Begins a run, once per (account, strategy, as-of) for ever. Inputs are equal when model, policy
   * and bars are; the run id follows from them.
   */
  public BeginResult begin(RunIdentity identity, RunInputs inputs, Stage stage) {
    Optional<RunRow> known = find(identity);
    if (known.isPresent()) {
      return knownAs(known.get(), inputs);
    }
    try {
      database.run(handle -> insert(handle, identity, inputs, stage));
    } catch (UnableToExecuteStatementException lostRace) {
      return find(identity).map(run -> knownAs(run, inputs)).orElseThrow(() -> lostRace);
    }
    return new BeginResult.Begun(find(identity).orElseThrow());
  }

  /**
   * Ends a run, or says again how it ended.
   *
   * @param reason why there are no orders; null when there may be
   * @param latencyMillis from bars to decisions; null when it was not measured
   * @throws IllegalStateException when it is not in the books, or ended in another way
   */
  public void end(
      RunIdentity identity,
      RunStatus status,
      SortedMap<String, Long> counts,
      @Nullable String reason,
      @Nullable Long latencyMillis) {
    if (status == RunStatus.RUNNING) {
      throw new IllegalArgumentException("a run does not end by running");
    }
    int ended =
        database.transaction(
            handle ->
                handle
                    .createUpdate(
                        """
                        update runs set status = :status, counts_json = :counts, reason = :reason,
                            latency_millis = :latency, ended_at = :now
                        where run_key = :key and status in ('RUNNING', :status)\
                        """)
                    .bind("status", status.name())
                    .bind("counts", json(counts))
                    .bind("reason", shortened(reason))
                    .bind("latency", latencyMillis)
                    .bind("now", Columns.time(clock.instant()))
                    .bind("key", identity.key())
                    .execute());
    if (ended == 0) {
      throw new IllegalStateException(
          "run " + identity.key() + " can't end as " + status + ", it is " + find(identity));
    }
  }

  public Optional<RunRow> find(RunIdentity identity) {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from runs where run_key = :key")
                .bind("key", identity.key())
                .map((row, context) -> run(row))
                .findOne());
  }

  /** Runs of an account, the newest bar first. */
  public List<RunRow> ofAccount(String account) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from runs where account = :account
                    order by as_of_at_market desc, strategy\
                    """)
                .bind("account", account)
                .map((row, context) -> run(row))
                .list());
  }

  /**
   * Keeps the legs that were planned, or gives back the ones that were planned before: planning
   * again after a crash sees other positions, and must not plan other orders.
   *
   * @param attempt 1 for the run itself, higher for retries
   * @return the legs that count, in order
   */
  public List<Order> plan(RunIdentity identity, int attempt, List<Order> legs) {
    return database.transaction(
        handle -> {
          lockRun(handle, identity);
          Optional<List<Order>> planned = planned(handle, identity, attempt);
          if (planned.isPresent()) {
            return planned.get();
          }
          insertPlan(handle, identity, attempt, legs);
          return List.copyOf(legs);
        });
  }

  /** The legs that were planned; empty when that attempt was not planned yet. */
  public Optional<List<Order>> planned(RunIdentity identity, int attempt) {
    return database.transaction(handle -> planned(handle, identity, attempt));
  }

  /** A planned order and the run that it belongs to. */
  public record PlannedOrder(String runKey, Order order) {}

  /**
   * Planned orders by their ids, in that order.
   *
   * @throws IllegalStateException when one was never planned
   */
  public List<PlannedOrder> planned(List<String> clientOrderIds) {
    return database.transaction(
        handle -> clientOrderIds.stream().map(id -> planned(handle, id)).toList());
  }

  private static PlannedOrder planned(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select run_key, payload_json from planned_orders where client_order_id = :id")
        .bind("id", clientOrderId)
        .map(
            (row, context) ->
                new PlannedOrder(
                    row.getString("run_key"), FactsJson.readOrder(row.getString("payload_json"))))
        .findOne()
        .orElseThrow(() -> new IllegalStateException("never planned: " + clientOrderId));
  }

  private static @Nullable String shortened(@Nullable String reason) {
    return reason == null || reason.length() <= REASON_LENGTH_MAX
        ? reason
        : reason.substring(0, REASON_LENGTH_MAX);
  }

  private static BeginResult knownAs(RunRow run, RunInputs inputs) {
    return run.inputs().equals(inputs)
        ? new BeginResult.SameInputs(run)
        : new BeginResult.DecidedByOthers(run);
  }

  private void insert(Handle handle, RunIdentity identity, RunInputs inputs, Stage stage) {
    handle
        .createUpdate(
            """
            insert into runs (run_key, account, strategy, as_of_at_market, run_id, model_digest,
                policy_digest, bars_digest, status, stage, counts_json, begun_at)
            values (:key, :account, :strategy, :asOf, :runId, :model, :policy, :bars, 'RUNNING',
                :stage, '{}', :now)\
            """)
        .bind("key", identity.key())
        .bind("account", identity.account())
        .bind("strategy", identity.strategy())
        .bind("asOf", Columns.time(identity.asOf()))
        .bind("runId", inputs.runId())
        .bind("model", inputs.modelDigest())
        .bind("policy", inputs.policyDigest())
        .bind("bars", inputs.barsDigest())
        .bind("stage", stage.word())
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  static void lockRun(Handle handle, RunIdentity identity) {
    boolean locked =
        handle
            .createQuery("select run_key from runs where run_key = :key for update")
            .bind("key", identity.key())
            .mapTo(String.class)
            .findOne()
            .isPresent();
    if (!locked) {
      throw new IllegalStateException("no run " + identity.key());
    }
  }

  private static Optional<List<Order>> planned(Handle handle, RunIdentity identity, int attempt) {
    boolean isPlanned =
        handle
            .createQuery("select 1 from plans where run_key = :key and attempt = :attempt")
            .bind("key", identity.key())
            .bind("attempt", attempt)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!isPlanned) {
      return Optional.empty();
    }
    return Optional.of(
        handle
            .createQuery(
                """
                select payload_json from planned_orders
                where run_key = :key and attempt = :attempt order by leg_index\
                """)
            .bind("key", identity.key())
            .bind("attempt", attempt)
            .mapTo(String.class)
            .map(FactsJson::readOrder)
            .list());
  }

  private void insertPlan(Handle handle, RunIdentity identity, int attempt, List<Order> legs) {
    handle
        .createUpdate(
            """
            insert into plans (run_key, attempt, legs, planned_at)
            values (:key, :attempt, :legs, :now)\
            """)
        .bind("key", identity.key())
        .bind("attempt", attempt)
        .bind("legs", legs.size())
        .bind("now", Columns.time(clock.instant()))
        .execute();
    if (legs.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into planned_orders (run_key, attempt, leg_index, client_order_id,
                payload_json)
            values (:key, :attempt, :leg, :order, :payload)\
            """);
    for (int leg = 0; leg < legs.size(); leg++) {
      batch
          .bind("key", identity.key())
          .bind("attempt", attempt)
          .bind("leg", leg)
          .bind("order", Objects.requireNonNull(legs.get(leg).clientOrderId()))
          .bind("payload", FactsJson.write(legs.get(leg)))
          .add();
    }
    batch.execute();
  }

  private static RunRow run(ResultSet row) throws SQLException {
    return new RunRow(
        new RunIdentity(
            row.getString("account"),
            row.getString("strategy"),
            Columns.moment(row, "as_of_at_market")),
        new RunInputs(
            row.getString("run_id"),
            row.getString("model_digest"),
            row.getString("policy_digest"),
            row.getString("bars_digest")),
        RunStatus.valueOf(row.getString("status")),
        Stage.ofWord(row.getString("stage")).orElseThrow(),
        counts(row.getString("counts_json")),
        row.getString("reason"),
        Columns.moment(row, "begun_at"),
        Columns.instant(row, "ended_at"));
  }

  private static String json(SortedMap<String, Long> counts) {
    try {
      return JSON.writeValueAsString(counts);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("not writable as JSON: " + counts, impossible);
    }
  }

  private static SortedMap<String, Long> counts(String json) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, Long>>() {});
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("no counts in the books: " + json, damaged);
    }
  }
}
