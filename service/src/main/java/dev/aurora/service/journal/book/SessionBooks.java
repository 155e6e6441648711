package dev.aurora.service.journal.book;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.Valuation;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The equity that a session opened with: cash and holdings as they stood then, at the closes of the
 * session before. Written once a session, at its first read; fills that were booked earlier in the
 * session are taken back out, so that it does not matter when the first read comes. Cash that
 * flowed since the open counts as if it had been there, because it is no profit.
 */
final class SessionBooks {

  private final Handle handle;
  private final AccountRow account;
  private final MarketView market;

  SessionBooks(Handle handle, AccountRow account, MarketView market) {
    this.handle = handle;
    this.account = account;
    this.market = market;
  }

  /** Account currency; null when a close is missing, and then the next read tries again. */
  @Nullable BigDecimal equityAtOpen(Instant recordedAt) {
    Optional<BigDecimal> recorded =
        handle
            .createQuery(
                """
                select equity_at_open_ccy from session_books
                where account = :account and session_open_at_market = :open\
                """)
            .bind("account", account.account())
            .bind("open", Columns.time(market.sessionOpen()))
            .mapTo(BigDecimal.class)
            .findOne();
    if (recorded.isPresent()) {
      return Columns.plain(recorded.get());
    }
    BigDecimal equity = computed();
    if (equity != null) {
      record(equity, recordedAt);
    }
    return equity;
  }

  private @Nullable BigDecimal computed() {
    BigDecimal cash = account.cash();
    Map<String, BigDecimal> quantities = new HashMap<>();
    AccountRows.positions(handle, account.account())
        .forEach((symbol, held) -> quantities.put(symbol, held.position().quantity()));
    for (SinceOpen fill : fillsSinceOpen()) {
      cash = cash.subtract(fill.cashChange());
      quantities.merge(fill.symbol(), fill.signedQuantity().negate(), BigDecimal::add);
    }
    BigDecimal equity = cash;
    for (Map.Entry<String, BigDecimal> held : quantities.entrySet()) {
      if (held.getValue().signum() == 0) {
        continue;
      }
      BigDecimal unit = unitValueAtOpen(held.getKey());
      if (unit == null) {
        return null;
      }
      equity = equity.add(held.getValue().multiply(unit));
    }
    return Columns.rounded(equity);
  }

  private record SinceOpen(String symbol, BigDecimal signedQuantity, BigDecimal cashChange) {}

  private Iterable<SinceOpen> fillsSinceOpen() {
    return handle
        .createQuery(
            """
            select symbol, side, quantity_units, cash_change_ccy from fills
            where account = :account and filled_at_market >= :open\
            """)
        .bind("account", account.account())
        .bind("open", Columns.time(market.sessionOpen()))
        .map(
            (row, context) -> {
              BigDecimal quantity = row.getBigDecimal("quantity_units");
              boolean buy = Side.valueOf(row.getString("side")) == Side.BUY;
              return new SinceOpen(
                  row.getString("symbol"),
                  buy ? quantity : quantity.negate(),
                  row.getBigDecimal("cash_change_ccy"));
            })
        .list();
  }

  private @Nullable BigDecimal unitValueAtOpen(String symbol) {
    Instrument instrument = market.of(symbol).instrument();
    Quote quote = market.of(symbol).quote();
    BigDecimal close = Valuation.atOpen(quote);
    if (close == null
        || instrument == null
        || instrument.multiplier() == null
        || instrument.fxRate() == null) {
      return null;
    }
    return close.multiply(instrument.multiplier()).multiply(instrument.fxRate());
  }

  private void record(BigDecimal equity, Instant recordedAt) {
    handle
        .createUpdate(
            """
            insert into session_books (account, session_open_at_market, equity_at_open_ccy,
                recorded_at)
            values (:account, :open, :equity, :recordedAt)\
            """)
        .bind("account", account.account())
        .bind("open", Columns.time(market.sessionOpen()))
        .bind("equity", equity)
        .bind("recordedAt", Columns.time(recordedAt))
        .execute();
  }
}
