package dev.aurora.service.order;

import dev.aurora.service.journal.action.MarketClock;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Market time at which an order that no run decides can be checked. Thread-safe. */
public final class AccountTime {

  private static final ZoneId EXCHANGE = ZoneId.of("America/New_York");

  private final MarketClocks clocks;
  private final TradingCalendar calendar;

  public AccountTime(MarketClocks clocks, TradingCalendar calendar) {
    this.clocks = clocks;
    this.calendar = calendar;
  }

  /**
   * The open of the session that the account stands at; empty while it is on its way to another,
   * and before its first order.
   */
  public Optional<Instant> now(String account) {
    Optional<MarketClock> clock = clocks.find(account);
    if (clock.isPresent()) {
      return clock.get().underWay() ? Optional.empty() : Optional.of(open(clock.get().rolledTo()));
    }
    @Nullable Instant newest = clocks.newest(account);
    return newest == null
        ? Optional.empty()
        : Optional.of(open(newest.atZone(EXCHANGE).toLocalDate()));
  }

  private Instant open(LocalDate session) {
    return calendar.next(calendar.previous(session).date()).open();
  }
}
