package dev.aurora.service.journal.override;

import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.override.StandingOverride;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.CanonicalJson;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.HashChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Overrides as others than a check see them: asked for, granted, revoked, listed. Thread-safe; what
 * has returned is durable.
 */
public final class OverrideLedger {

  /** The chain's name in the audit. */
  public static final String CHAIN = "overrides";

  private final Database database;

  public OverrideLedger(Database database) {
    this.database = database;
  }

  /**
   * A request as it was made.
   *
   * @param at wall time
   */
  public record Asked(String id, OverrideRequest request, String by, Instant at) {}

  /** Keeps a request; it has no effect on any order. */
  public void ask(Asked asked) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into rule_override_requests (override_id, account, request_json,
                        requested_by, requested_at)
                    values (:id, :account, :request, :by, :at)\
                    """)
                .bind("id", asked.id())
                .bind("account", asked.request().account())
                .bind("request", CanonicalJson.write(asked.request()))
                .bind("by", asked.by())
                .bind("at", Columns.time(asked.at()))
                .execute());
  }

  public Optional<Asked> asked(String overrideId) {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from rule_override_requests where override_id = :id")
                .bind("id", overrideId)
                .map((row, context) -> asked(row))
                .findOne());
  }

  /** What was asked for after a moment and was not granted, the oldest first. */
  public List<Asked> waiting(Instant after) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from rule_override_requests r where requested_at > :after
                        and not exists (select 1 from rule_overrides o
                            where o.override_id = r.override_id)
                    order by requested_at, override_id\
                    """)
                .bind("after", Columns.time(after))
                .map((row, context) -> asked(row))
                .list());
  }

  /** Grants an override in a transaction of the caller, so that no check under way sees half. */
  public static void grant(Handle handle, RuleOverride granted) {
    AccountRows.lock(handle, granted.account());
    append(
        handle,
        OverrideEvent.Kind.GRANTED,
        granted,
        CanonicalJson.write(granted),
        granted.persons(),
        granted.from());
  }

  /**
   * Ends an override; checks that come after see it.
   *
   * @return false when it was revoked before
   */
  public boolean revoke(RuleOverride granted, String by, String reason, Instant at) {
    return database.transaction(
        handle -> {
          AccountRows.lock(handle, granted.account());
          boolean revoked =
              OverrideRows.all(handle).stream()
                  .filter(event -> event.overrideId().equals(granted.id()))
                  .anyMatch(event -> event.kind() == OverrideEvent.Kind.REVOKED);
          if (!revoked) {
            append(handle, OverrideEvent.Kind.REVOKED, granted, reason, by, at);
          }
          return !revoked;
        });
  }

  private static void append(
      Handle handle,
      OverrideEvent.Kind kind,
      RuleOverride of,
      String content,
      String by,
      Instant at) {
    OverrideRows.append(
        handle,
        new OverrideEvent(
            0,
            of.id(),
            kind,
            of.account(),
            content,
            by,
            Columns.micros(at),
            Columns.micros(of.expires()),
            "",
            ""));
  }

  /** Everything that was ever granted, as it stands, the oldest first. */
  public List<StandingOverride> all() {
    return database.transaction(handle -> OverrideRows.standing(handle, OverrideRows.all(handle)));
  }

  /** Follows the chain and locates its first change, if there is one. */
  public ChainReport verify() {
    return database.transaction(
        handle ->
            HashChain.verify(
                CHAIN, OverrideRows.head(handle, ""), OverrideRows.all(handle).iterator()));
  }

  private static Asked asked(ResultSet row) throws SQLException {
    return new Asked(
        row.getString("override_id"),
        CanonicalJson.read(row.getString("request_json"), OverrideRequest.class),
        row.getString("requested_by"),
        Columns.moment(row, "requested_at"));
  }
}
