package dev.aurora.service.journal.kill;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.CanonicalJson;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.Digests;
import dev.aurora.service.journal.decision.HashChain;
import dev.aurora.service.journal.kill.KillReceipt.Occasion;
import dev.aurora.service.journal.kill.KillReceipt.Unconfirmed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Receipts of kills, in a hash chain of their own. Thread-safe. */
public final class KillReceipts {

  /** The chain's name in the audit. */
  public static final String CHAIN = "kill receipts";

  private final Database database;

  public KillReceipts(Database database) {
    this.database = database;
  }

  /**
   * A receipt that is to be written.
   *
   * @param at when what it tells of happened, wall time
   */
  public record Due(StoredLatch kill, Occasion occasion, Instant at) {}

  /** A receipt as it stands in the chain. */
  private record Row(
      long chainIndex,
      String commandId,
      String occasion,
      Instant occasionAt,
      String json,
      String previousHash,
      String recordHash)
      implements HashChain.Link {

    @Override
    public String computedHash() {
      return Digests.sha256(
          previousHash,
          Long.toString(chainIndex),
          commandId,
          occasion,
          occasionAt.toString(),
          json);
    }

    Row sealed() {
      return new Row(
          chainIndex, commandId, occasion, occasionAt, json, previousHash, computedHash());
    }
  }

  /** What no receipt tells of yet, the oldest first. What only reduces by a rule has none. */
  public List<Due> due() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select d.command_id, d.occasion, d.happened_at from (
                        select command_id, 'EASED' as occasion, eased_at as happened_at
                            from control_latches where eased_at is not null
                        union all select command_id, 'RELEASED', released_at
                            from control_latches where released_at is not null
                        union all select command_id, 'CONFIRMED', last_at
                            from kill_steps where step = 'CONFIRMED') as d
                        join control_latches l on l.command_id = d.command_id
                    where l.kind = 'LATCH'
                        and not (l.source = 'RULE' and l.kill_level = 'REDUCE_ONLY')
                        and not exists (select 1 from kill_receipts r
                            where r.command_id = d.command_id and r.occasion = d.occasion
                                and r.occasion_at = d.happened_at)
                    order by d.happened_at, d.command_id, d.occasion\
                    """)
                .map((row, context) -> happened(row))
                .list()
                .stream()
                .map(
                    found ->
                        new Due(
                            ControlStore.find(handle, found.commandId()).orElseThrow(),
                            found.occasion(),
                            found.at()))
                .toList());
  }

  private record Happened(String commandId, Occasion occasion, Instant at) {}

  private static Happened happened(ResultSet row) throws SQLException {
    return new Happened(
        row.getString("command_id"),
        Occasion.valueOf(row.getString("occasion")),
        Columns.moment(row, "happened_at"));
  }

  /** Writes one receipt at the end of the chain, unless another process has. */
  public void write(Due due, List<Unconfirmed> unconfirmed) {
    database.run(
        handle -> {
          HashChain.Head head = head(handle, " for update");
          if (isWritten(handle, due)) {
            return;
          }
          KillReceipt receipt =
              new KillTrace(handle, due.kill()).receipt(due.occasion(), unconfirmed);
          append(
              handle,
              new Row(
                      head.length() + 1,
                      due.kill().latch().commandId(),
                      due.occasion().name(),
                      due.at(),
                      CanonicalJson.write(receipt),
                      head.hash(),
                      "")
                  .sealed());
        });
  }

  private static boolean isWritten(Handle handle, Due due) {
    return handle
            .createQuery(
                """
                select count(*) from kill_receipts where command_id = :id
                    and occasion = :occasion and occasion_at = :at\
                """)
            .bind("id", due.kill().latch().commandId())
            .bind("occasion", due.occasion().name())
            .bind("at", Columns.time(due.at()))
            .mapTo(Long.class)
            .one()
        > 0;
  }

  private static void append(Handle handle, Row row) {
    handle
        .createUpdate(
            """
            insert into kill_receipts (chain_index, command_id, occasion, occasion_at,
                receipt_json, previous_hash, record_hash)
            values (:index, :id, :occasion, :at, :json, :previous, :hash)\
            """)
        .bind("index", row.chainIndex())
        .bind("id", row.commandId())
        .bind("occasion", row.occasion())
        .bind("at", Columns.time(row.occasionAt()))
        .bind("json", row.json())
        .bind("previous", row.previousHash())
        .bind("hash", row.recordHash())
        .execute();
    handle
        .createUpdate(
            "update kill_receipt_head set chain_length = :length, chain_head = :head"
                + " where head_id = 1")
        .bind("length", row.chainIndex())
        .bind("head", row.recordHash())
        .execute();
  }

  /**
   * Receipts, the oldest first.
   *
   * @param commandId of one kill; null = of all
   */
  public List<KillReceipt> receipts(@Nullable String commandId) {
    return database.transaction(
        handle ->
            rows(handle).stream()
                .filter(row -> commandId == null || row.commandId().equals(commandId))
                .map(row -> CanonicalJson.read(row.json(), KillReceipt.class))
                .toList());
  }

  /** Follows the chain and locates its first change, if there is one. */
  public ChainReport verify() {
    return database.transaction(
        handle -> HashChain.verify(CHAIN, head(handle, ""), rows(handle).iterator()));
  }

  private static HashChain.Head head(Handle handle, String lock) {
    return handle
        .createQuery(
            "select chain_length, chain_head from kill_receipt_head where head_id = 1" + lock)
        .map(
            (row, context) ->
                new HashChain.Head(row.getLong("chain_length"), row.getString("chain_head")))
        .one();
  }

  private static List<Row> rows(Handle handle) {
    return handle
        .createQuery("select * from kill_receipts order by chain_index")
        .map(
            (row, context) ->
                new Row(
                    row.getLong("chain_index"),
                    row.getString("command_id"),
                    row.getString("occasion"),
                    Columns.moment(row, "occasion_at"),
                    row.getString("receipt_json"),
                    row.getString("previous_hash"),
                    row.getString("record_hash")))
        .list();
  }
}
