package dev.aurora.service.run;

import dev.aurora.service.broker.paper.PriceSource;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Daily bars as the paper broker fills at them: the open of the session. Thread-safe. */
public final class BarPrices implements PriceSource {

  private final BarStore bars;
  private final TradingCalendar calendar;

  public BarPrices(BarStore bars, TradingCalendar calendar) {
    this.bars = bars;
    this.calendar = calendar;
  }

  @Override
  public Optional<OpeningBar> nextBar(String symbol, Instant notBefore) {
    return bars.series(symbol).stream()
        .flatMap(series -> series.bars().stream())
        .flatMap(bar -> opening(bar).stream())
        .filter(bar -> !bar.opensAt().isBefore(notBefore))
        .findFirst();
  }

  /** A bar on a day without a session can't be filled at. */
  private Optional<OpeningBar> opening(Bar bar) {
    return calendar
        .session(LocalDate.ofInstant(bar.time(), ZoneOffset.UTC))
        .map(TradingSession::open)
        .map(
            open ->
                new OpeningBar(
                    bar.symbol(),
                    open,
                    bar.openPrice(),
                    BigDecimal.valueOf(bar.volume()).setScale(0, RoundingMode.DOWN)));
  }
}
