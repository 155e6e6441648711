package dev.aurora.service.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aurora.service.testing.Oracle;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {

  private final TradingCalendar calendar = TradingCalendar.nyse();

  @Test
  void equalsAnIndependentListOfSessionsOnEveryDayOf2000To2026() {
    List<TradingSession> expected =
        Oracle.csv("nyse-sessions.csv.gz").stream()
            .map(
                row ->
                    new TradingSession(
                        LocalDate.parse(row.get("date")),
                        Instant.parse(row.get("open_utc")),
                        Instant.parse(row.get("close_utc")),
                        row.get("early_close").equals("1")))
            .toList();

    List<TradingSession> sessions =
        calendar.sessionsBetween(LocalDate.of(2000, 1, 1), LocalDate.of(2026, 12, 31));

    assertThat(expected).hasSize(6790);
    assertThat(sessions).isEqualTo(expected);
  }

  @Test
  void isClosedOnEveryWeekdayClosureOfTheIndependentList() {
    List<LocalDate> closures =
        Oracle.csv("nyse-closures.csv").stream().map(r -> LocalDate.parse(r.get("date"))).toList();

    assertThat(closures).hasSize(254).noneMatch(calendar::isSession);
  }

  @Test
  void countsSessionsAcrossAWeekendAndAClosure() {
    LocalDate friday = LocalDate.of(2013, 1, 18);
    LocalDate tuesdayAfterHoliday = LocalDate.of(2013, 1, 22);

    assertThat(calendar.next(friday).date()).isEqualTo(tuesdayAfterHoliday);
    assertThat(calendar.previous(tuesdayAfterHoliday).date()).isEqualTo(friday);
    assertThat(calendar.sessionsAfter(friday, tuesdayAfterHoliday)).isEqualTo(1);
    assertThat(calendar.sessionsAfter(tuesdayAfterHoliday, friday)).isZero();
  }

  @Test
  void takesASessionAsClosedFromItsVeryClose() {
    Instant earlyClose = Instant.parse("2012-11-23T18:00:00Z");

    assertThat(calendar.lastClosed(earlyClose).date()).isEqualTo(LocalDate.of(2012, 11, 23));
    assertThat(calendar.lastClosed(earlyClose.minusNanos(1)).date())
        .isEqualTo(LocalDate.of(2012, 11, 21));
    assertThat(calendar.openAt(earlyClose)).isEmpty();
    assertThat(calendar.openAt(earlyClose.minusNanos(1))).isPresent();
  }

  @Test
  void completesADailyBarAtTheCloseAndAnIntradayBarAtItsEnd() {
    Instant lastQuarter = Instant.parse("2012-11-23T17:45:00Z");

    assertThat(calendar.completedAt(Instant.parse("2012-11-23T00:00:00Z"), BarInterval.DAY))
        .isEqualTo("2012-11-23T18:00:00Z");
    assertThat(calendar.completedAt(lastQuarter, BarInterval.FIFTEEN_MINUTES))
        .isEqualTo("2012-11-23T18:00:00Z");
    assertThat(calendar.completedAt(lastQuarter, BarInterval.ONE_MINUTE))
        .isEqualTo("2012-11-23T17:46:00Z");
  }

  @Test
  void listsTheBarsOfAnEarlyClose() {
    TradingSession session = calendar.session(LocalDate.of(2012, 11, 23)).orElseThrow();

    assertThat(calendar.barTimes(session, BarInterval.FIFTEEN_MINUTES))
        .hasSize(14)
        .startsWith(Instant.parse("2012-11-23T14:30:00Z"))
        .endsWith(Instant.parse("2012-11-23T17:45:00Z"));
  }

  @Test
  void refusesYearsItDoesNotKnow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calendar.isSession(LocalDate.of(1999, 12, 31)))
        .withMessageContaining("outside the calendar");
  }
}
