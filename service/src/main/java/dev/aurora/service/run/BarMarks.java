package dev.aurora.service.run;

import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.service.breaker.Marks;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.market.TradingCalendar;
import java.time.Instant;
import java.util.Collection;

/** Bars as the breakers' market. Thread-safe. */
public final class BarMarks implements Marks {

  private final BarMarket market;
  private final TradingCalendar calendar;

  public BarMarks(BarMarket market, TradingCalendar calendar) {
    this.market = market;
    this.calendar = calendar;
  }

  @Override
  public MarketView at(Instant at, Collection<String> symbols) {
    return market.at(at, symbols);
  }

  @Override
  public SessionPhase phase(Instant at) {
    return calendar.openAt(at).isPresent() ? SessionPhase.OPEN : SessionPhase.CLOSED;
  }
}
