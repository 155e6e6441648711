package dev.aurora.service.journal;

import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.rules.verdict.WarnLevel;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once a session that a limit is used up to its warn or alert level, before it binds. A
 * warning is a row of the transaction that checked the order, and a line in the log. Thread-safe.
 */
public final class LimitWarnings {

  private static final Logger LOG = LoggerFactory.getLogger(LimitWarnings.class);

  private final Database database;

  public LimitWarnings(Database database) {
    this.database = database;
  }

  /**
   * One warning.
   *
   * @param limit catalogue name
   * @param share observed / limit
   * @param clientOrderId the first order of the session that reached the level
   * @param at market time
   */
  public record Warning(
      String account,
      String limit,
      WarnLevel level,
      BigDecimal share,
      String clientOrderId,
      Instant at) {

    /** Such as {@code position-long-max of PAPER-1 is at 92 % of its limit}. */
    public String sentence() {
      BigDecimal percent = share.movePointRight(2).setScale(0, RoundingMode.DOWN);
      return limit + " of " + account + " is at " + percent + " % of its limit";
    }
  }

  /** What one call has to tell: read and written inside its transaction. */
  static final class Sink {

    private final Handle handle;
    private final String account;
    private final MarketView market;
    private final Instant recordedAt;
    private @Nullable Set<String> told;

    Sink(Handle handle, String account, MarketView market, Instant recordedAt) {
      this.handle = handle;
      this.account = account;
      this.market = market;
      this.recordedAt = recordedAt;
    }

    /** Tells what the verdict on an approved order says; of a denied one its breaches tell. */
    void tell(PolicyEngine engine, Order order, Verdict verdict) {
      if (!verdict.approved() || NoActiveRuleSet.DIGEST.equals(engine.ruleSetDigest())) {
        return;
      }
      Map<String, WarnLevel> levels =
          WarnLevel.of(
              verdict,
              engine
                  .limits()
                  .bind(
                      order.account(),
                      order.strategy(),
                      order.symbol(),
                      order.modelVersion(),
                      order.venue()));
      levels.forEach(
          (limit, level) -> {
            BigDecimal share = verdict.utilisation().getOrDefault(limit, BigDecimal.ZERO);
            // An approved order above a limit is one that the limit does not hold for.
            if (share.compareTo(BigDecimal.ONE) <= 0 && told().add(limit + "/" + level)) {
              insert(
                  new Warning(
                      account,
                      limit,
                      level,
                      share,
                      String.valueOf(order.clientOrderId()),
                      market.now()));
            }
          });
    }

    private Set<String> told() {
      if (told == null) {
        told =
            new HashSet<>(
                handle
                    .createQuery(
                        """
                        select limit_name, warn_level from limit_warnings
                        where account = :account and session_open_at_market = :open\
                        """)
                    .bind("account", account)
                    .bind("open", Columns.time(market.sessionOpen()))
                    .map(
                        (row, context) ->
                            row.getString("limit_name") + "/" + row.getString("warn_level"))
                    .list());
      }
      return told;
    }

    private void insert(Warning warning) {
      LOG.warn("{}: {}, order {}", warning.level(), warning.sentence(), warning.clientOrderId());
      handle
          .createUpdate(
              """
              insert into limit_warnings (account, session_open_at_market, limit_name, warn_level,
                  used_share, client_order_id, warned_at_market, recorded_at)
              values (:account, :open, :limit, :level, :share, :order, :at, :now)\
              """)
          .bind("account", warning.account())
          .bind("open", Columns.time(market.sessionOpen()))
          .bind("limit", warning.limit())
          .bind("level", warning.level().name())
          .bind("share", Columns.roundedUp(warning.share()))
          .bind("order", warning.clientOrderId())
          .bind("at", Columns.time(warning.at()))
          .bind("now", Columns.time(recordedAt))
          .execute();
    }
  }

  /** The warnings of each account's newest session, by account and limit. */
  public List<Warning> newest() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select w.* from limit_warnings w
                    where w.session_open_at_market = (select max(n.session_open_at_market)
                        from session_books n where n.account = w.account)
                    order by w.account, w.limit_name, w.warn_level\
                    """)
                .map((row, context) -> warning(row))
                .list());
  }

  private static Warning warning(ResultSet row) throws SQLException {
    return new Warning(
        row.getString("account"),
        row.getString("limit_name"),
        WarnLevel.valueOf(row.getString("warn_level")),
        Columns.amount(row, "used_share"),
        row.getString("client_order_id"),
        Columns.moment(row, "warned_at_market"));
  }
}
