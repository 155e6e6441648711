package dev.aurora.service.journal.decision;

import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The decisions of each account, each record holding the hash of the one before. Thread-safe. */
public final class DecisionChain {

  private final Database database;

  public DecisionChain(Database database) {
    this.database = database;
  }

  /** Reads the whole chain of an account and locates its first change, if there is one. */
  public ChainReport verify(String account) {
    return database.transaction(handle -> verify(handle, account));
  }

  /** One report an account, by account. */
  public List<ChainReport> verify() {
    return database.transaction(
        handle ->
            handle
                .createQuery("select account from accounts order by account")
                .mapTo(String.class)
                .list()
                .stream()
                .map(account -> verify(handle, account))
                .toList());
  }

  /** The decision about an order. */
  public Optional<DecisionRecord> ofOrder(String clientOrderId) {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from decision_records where client_order_id = :id")
                .bind("id", clientOrderId)
                .map((row, context) -> record(row))
                .findOne());
  }

  /** Decisions of an account after a chain index, in order. */
  public List<DecisionRecord> after(String account, long chainIndex, int limit) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from decision_records where account = :account
                        and chain_index > :index order by chain_index
                    fetch first %d rows only\
                    """
                        .formatted(limit))
                .bind("account", account)
                .bind("index", chainIndex)
                .map((row, context) -> record(row))
                .list());
  }

  /** Appends records and their breaches; the caller holds the account's lock and moves its head. */
  public static void append(Handle handle, List<DecisionRecord> records, List<Verdict> verdicts) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into decision_records (decision_id, account, chain_index, client_order_id,
                rule_set_digest, facts_json, verdict_json, checked_at_market, previous_hash,
                record_hash, record_form, overrides_json, checked_at, engine, fact_schema,
                shadow_verdict_json)
            values (:decision, :account, :index, :order, :ruleSet, :facts, :verdict, :at,
                :previous, :hash, :form, :overrides, :checkedAt, :engine,
                :factSchema, :shadow)\
            """);
    for (DecisionRecord written : records) {
      bindEvidence(batch, written);
      batch
          .bind("decision", written.decisionId())
          .bind("account", written.account())
          .bind("index", written.chainIndex())
          .bind("order", written.clientOrderId())
          .bind("ruleSet", written.ruleSetDigest())
          .bind("facts", written.factsJson())
          .bind("verdict", written.verdictJson())
          .bind("at", Columns.time(written.checkedAt()))
          .bind("previous", written.previousHash())
          .bind("hash", written.recordHash())
          .add();
    }
    batch.execute();
    appendBreaches(handle, records, verdicts);
  }

  private static void bindEvidence(PreparedBatch batch, DecisionRecord written) {
    Evidence evidence = written.evidence();
    batch
        .bind("form", written.form())
        .bind("overrides", evidence == null ? null : evidence.overridesJson())
        .bind("checkedAt", evidence == null ? null : Columns.time(evidence.checkedAt()))
        .bind("engine", evidence == null ? null : evidence.engine())
        .bind("factSchema", evidence == null ? null : evidence.factSchema())
        .bind("shadow", evidence == null ? null : evidence.shadowVerdictJson());
  }

  /** Appends what the machine did for decisions that were appended before, one a record. */
  public static void appendTimings(
      Handle handle, List<DecisionRecord> records, List<Timing> timings) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into decision_timings (decision_id, latency_nanos, worker)
            values (:decision, :latency, :worker)\
            """);
    for (int i = 0; i < records.size(); i++) {
      batch
          .bind("decision", records.get(i).decisionId())
          .bind("latency", timings.get(i).latencyNanos())
          .bind("worker", timings.get(i).worker())
          .add();
    }
    batch.execute();
  }

  private static void appendBreaches(
      Handle handle, List<DecisionRecord> records, List<Verdict> verdicts) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into decision_breaches (decision_id, breach_index, account, client_order_id,
                control, code, mode, consequence)
            values (:decision, :index, :account, :order, :control, :code, :mode, :consequence)\
            """);
    for (int i = 0; i < records.size(); i++) {
      List<Breach> breaches = verdicts.get(i).breaches();
      for (int index = 0; index < breaches.size(); index++) {
        Breach breach = breaches.get(index);
        batch
            .bind("decision", records.get(i).decisionId())
            .bind("index", index)
            .bind("account", records.get(i).account())
            .bind("order", records.get(i).clientOrderId())
            .bind("control", breach.control())
            .bind("code", breach.code())
            .bind("mode", breach.mode().name())
            .bind("consequence", breach.consequence().name())
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static ChainReport verify(Handle handle, String account) {
    HashChain.Head head =
        handle
            .createQuery("select chain_length, chain_head from accounts where account = :account")
            .bind("account", account)
            .map((row, context) -> new HashChain.Head(row.getLong(1), row.getString(2)))
            .one();
    try (Stream<DecisionRecord> records =
        handle
            .createQuery(
                "select * from decision_records where account = :account order by chain_index")
            .bind("account", account)
            .map((row, context) -> record(row))
            .stream()) {
      return HashChain.verify(account, head, records.iterator());
    }
  }

  static DecisionRecord record(ResultSet row) throws SQLException {
    return new DecisionRecord(
        row.getString("decision_id"),
        row.getString("account"),
        row.getLong("chain_index"),
        row.getString("client_order_id"),
        row.getString("rule_set_digest"),
        row.getString("facts_json"),
        row.getString("verdict_json"),
        Columns.moment(row, "checked_at_market"),
        row.getInt("record_form") == DecisionRecord.FIRST_FORM ? null : evidence(row),
        row.getString("previous_hash"),
        row.getString("record_hash"));
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    return new Evidence(
        row.getString("overrides_json"),
        Columns.moment(row, "checked_at"),
        row.getString("engine"),
        row.getString("fact_schema"),
        row.getString("shadow_verdict_json"));
  }
}
