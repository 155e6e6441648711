package dev.aurora.service.breaker;

import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.service.journal.account.AccountBook;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.action.BookTerms;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.book.BookReader;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of breaker facts that the books know, under the account's lock. Every count comes
 * from rows, so that it is the same after a restart. One transaction uses one object.
 */
final class BreakerBook {

  /** The breakers look at no single order: nothing of a run or of a caller is needed. */
  private static final RunFacts NO_RUN =
      new RunFacts(
          TradingState.ACTIVE, null, null, null, null, null, null, null, null, null, null, null);

  private final Handle handle;

  BreakerBook(Handle handle) {
    this.handle = handle;
  }

  /** The account's book at that market. */
  AccountBook account(String account, MarketView asItIs, Instant recordedAt) {
    CheckTerms terms = CheckTerms.shipped();
    AccountRow row = AccountRows.lock(handle, account);
    MarketView market = BookTerms.of(handle, account, asItIs);
    BookReader reader = new BookReader(handle, row, market, terms.windows());
    return new AccountBook(
        reader.read(recordedAt), market, NO_RUN, terms, order -> TradingState.ACTIVE);
  }

  /** The equity of an account that has not traded: its cash. */
  BreakerFacts.Account untraded(String account) {
    AccountRow row = AccountRows.lock(handle, account);
    return new BreakerFacts.Account(row.cash(), row.cash(), row.equityPeak());
  }

  /** Symbols that the account holds or has working. */
  List<String> symbols(String account) {
    return handle
        .createQuery(
            """
            select symbol from positions where account = :account and quantity_units <> 0
            union select symbol from orders
            where account = :account and leaves_units > 0 and symbol is not null\
            """)
        .bind("account", account)
        .mapTo(String.class)
        .list();
  }

  /**
   * The runs of a strategy, the newest first, up to and with this one.
   *
   * @param budgetMillis latency budget; null = unlimited
   */
  BreakerFacts.Run runs(
      String account, String strategy, Instant asOf, @Nullable BigDecimal budgetMillis) {
    List<Ended> runs =
        handle
            .createQuery(
                """
                select status, latency_millis from runs
                where account = :account and strategy = :strategy and as_of_at_market <= :asOf
                    and ended_at is not null
                order by as_of_at_market desc limit :most\
                """)
            .bind("account", account)
            .bind("strategy", strategy)
            .bind("asOf", Columns.time(asOf))
            .bind("most", RUNS_MAX)
            .map(
                (row, context) ->
                    new Ended(
                        row.getString("status").equals("FAILED"),
                        Columns.decimal(row, "latency_millis")))
            .list();
    return new BreakerFacts.Run(
        leading(runs, Ended::failed),
        leading(runs, run -> run.isOver(budgetMillis)),
        runs.isEmpty() ? null : runs.getFirst().latencyMillis());
  }

  /** Far more than any limit on runs in a row; {@link LimitName#DATA_FAILURE_MAX} ships with 3. */
  private static final int RUNS_MAX = 1000;

  private record Ended(boolean failed, @Nullable BigDecimal latencyMillis) {

    boolean isOver(@Nullable BigDecimal budgetMillis) {
      return budgetMillis != null
          && latencyMillis != null
          && latencyMillis.compareTo(budgetMillis) > 0;
    }
  }

  private static long leading(List<Ended> runs, Predicate<Ended> which) {
    return runs.stream().takeWhile(which).count();
  }

  /** The newest market time that the books know; null when nothing has happened yet. */
  @Nullable Instant marketNow() {
    return handle
        .createQuery(
            """
            select max(at_market) as at_market from (
                select max(checked_at_market) as at_market from orders
                union all select max(filled_at_market) from fills) as newest\
            """)
        .map((row, context) -> Columns.instant(row, "at_market"))
        .one();
  }

  /** A pair of account and symbol with orders of unknown outcome, since the oldest became so. */
  record Unknown(String account, String symbol, Instant since) {}

  List<Unknown> unknown() {
    return handle
        .createQuery(
            """
            select account, symbol, min(state_since) as since from orders
            where state = 'UNKNOWN' and symbol is not null group by account, symbol\
            """)
        .map(
            (row, context) ->
                new Unknown(
                    row.getString("account"),
                    row.getString("symbol"),
                    Columns.moment(row, "since")))
        .list();
  }

  /** Whether no break is open in any account that these owners' account covers. */
  boolean reconciled(@Nullable String account) {
    return handle
            .createQuery(
                """
                select count(*) from reconciliation_breaks
                where closed_at is null and account = coalesce(cast(:account as varchar), account)\
                """)
            .bind("account", account)
            .mapTo(Long.class)
            .one()
        == 0;
  }
}
