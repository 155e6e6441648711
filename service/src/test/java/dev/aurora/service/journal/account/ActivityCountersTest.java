package dev.aurora.service.journal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityCountersTest {

  private static final Instant NOW = Instant.parse("2025-03-03T15:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(1);

  @Test
  void endsAWindowAtNowAndStartsItAfterItsLength() {
    assertThat(ActivityCounters.isWithin(NOW, WINDOW, NOW)).isTrue();
    assertThat(ActivityCounters.isWithin(NOW, WINDOW, NOW.plusNanos(1_000))).isFalse();
    assertThat(ActivityCounters.isWithin(NOW, WINDOW, NOW.minusSeconds(1))).isFalse();
    assertThat(ActivityCounters.isWithin(NOW, WINDOW, NOW.minusSeconds(1).plusNanos(1_000)))
        .isTrue();
  }
}
