package dev.aurora.service.journal.override;

import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.override.StandingOverride;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.CanonicalJson;
import dev.aurora.service.journal.decision.HashChain;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Overrides as rows, each call inside a transaction of the caller. */
final class OverrideRows {

  private static final Logger LOG = LoggerFactory.getLogger(OverrideRows.class);

  private OverrideRows() {}

  /** What was spent of an override. */
  record Spent(int orders, BigDecimal value) {

    static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);
  }

  /** Adds a row at the end of the chain. */
  static void append(Handle handle, OverrideEvent event) {
    OverrideEvent row = event.following(head(handle, " for update"));
    handle
        .createUpdate(
            """
            insert into rule_overrides (chain_index, override_id, event, account, content_json,
                done_by, happened_at, expires_at, previous_hash, record_hash)
            values (:index, :id, :event, :account, :content, :by, :at, :expires, :previous,
                :hash)\
            """)
        .bind("index", row.chainIndex())
        .bind("id", row.overrideId())
        .bind("event", row.kind().name())
        .bind("account", row.account())
        .bind("content", row.contentJson())
        .bind("by", row.by())
        .bind("at", Columns.time(row.at()))
        .bind("expires", Columns.time(row.expires()))
        .bind("previous", row.previousHash())
        .bind("hash", row.recordHash())
        .execute();
    handle
        .createUpdate(
            "update rule_override_head set chain_length = :length, chain_head = :head"
                + " where head_id = 1")
        .bind("length", row.chainIndex())
        .bind("head", row.recordHash())
        .execute();
  }

  static HashChain.Head head(Handle handle, String lock) {
    return handle
        .createQuery(
            "select chain_length, chain_head from rule_override_head where head_id = 1" + lock)
        .map((row, context) -> new HashChain.Head(row.getLong(1), row.getString(2)))
        .one();
  }

  static List<OverrideEvent> all(Handle handle) {
    return handle
        .createQuery("select * from rule_overrides order by chain_index")
        .map((row, context) -> event(row))
        .list();
  }

  /** Those of an account that expire after a moment, as they stand, the oldest first. */
  static List<StandingOverride> standing(Handle handle, String account, Instant expiresAfter) {
    return standing(
        handle,
        handle
            .createQuery(
                """
                select * from rule_overrides where account = :account and expires_at > :after
                order by chain_index\
                """)
            .bind("account", account)
            .bind("after", Columns.time(expiresAfter))
            .map((row, context) -> event(row))
            .list());
  }

  /** How these stand. A row that is not as it was written counts for nothing. */
  static List<StandingOverride> standing(Handle handle, List<OverrideEvent> events) {
    Map<String, OverrideEvent> revoked = new HashMap<>();
    List<RuleOverride> granted = new ArrayList<>();
    for (OverrideEvent event : events) {
      switch (event.kind()) {
        case REVOKED -> revoked.put(event.overrideId(), event);
        case GRANTED -> {
          if (event.isAsWritten()) {
            granted(event).ifPresent(granted::add);
          } else {
            LOG.error("override {} is not as it was written: it doesn't count", event.overrideId());
          }
        }
      }
    }
    return granted.stream()
        .map(one -> standing(one, revoked.get(one.id()), spent(handle, one.id())))
        .toList();
  }

  /** Empty when this build allows none like it any more: the account's orders go on without. */
  private static Optional<RuleOverride> granted(OverrideEvent event) {
    try {
      return Optional.of(CanonicalJson.read(event.contentJson(), RuleOverride.class));
    } catch (IllegalStateException noLongerAllowed) {
      LOG.error("override {} doesn't count: {}", event.overrideId(), noLongerAllowed.getMessage());
      return Optional.empty();
    }
  }

  private static StandingOverride standing(
      RuleOverride one, @Nullable OverrideEvent end, Spent spent) {
    return new StandingOverride(
        one,
        one.valueMax().subtract(spent.value()).max(BigDecimal.ZERO),
        Math.max(0, one.ordersMax() - spent.orders()),
        end == null ? null : end.at(),
        end == null ? null : end.by());
  }

  static Spent spent(Handle handle, String overrideId) {
    return handle
        .createQuery(
            """
            select count(*) as orders, sum(order_value_ccy) as spent from rule_override_uses
            where override_id = :id\
            """)
        .bind("id", overrideId)
        .map(
            (row, context) ->
                row.getInt("orders") == 0
                    ? Spent.NOTHING
                    : new Spent(row.getInt("orders"), Columns.amount(row, "spent")))
        .one();
  }

  /**
   * Notes what an order took.
   *
   * @param number 1 for the first use; another check that took it before makes this fail
   */
  static void spend(
      Handle handle, String overrideId, int number, String decisionId, BigDecimal value) {
    handle
        .createUpdate(
            """
            insert into rule_override_uses (override_id, use_number, decision_id, order_value_ccy)
            values (:id, :number, :decision, :value)\
            """)
        .bind("id", overrideId)
        .bind("number", number)
        .bind("decision", decisionId)
        .bind("value", value)
        .execute();
  }

  private static OverrideEvent event(ResultSet row) throws SQLException {
    return new OverrideEvent(
        row.getLong("chain_index"),
        row.getString("override_id"),
        OverrideEvent.Kind.valueOf(row.getString("event")),
        row.getString("account"),
        row.getString("content_json"),
        row.getString("done_by"),
        Columns.moment(row, "happened_at"),
        Columns.moment(row, "expires_at"),
        row.getString("previous_hash"),
        row.getString("record_hash"));
  }
}
