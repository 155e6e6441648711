package dev.aurora.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTimesTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_261_122L);

  @Test
  void readsEveryTimeThatItReadsAsTheGeneralReaderDoes() {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      String text =
          spoiled(random, Instant.ofEpochSecond(random.nextLong(4_000_000_000L), nanos(random)));
      Instant plain = PlainTimes.parse(text);
      if (plain != null) {
        read++;
        assertThat(plain).as("%s, seed %d", text, SEED).isEqualTo(Instant.parse(text));
      }
    }
    assertThat(read).isGreaterThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2025-03-03T15:00Z",
        "2025-03-03T15:00:00",
        "2025-03-03T15:00:00.Z",
        "2025-03-03T15:00:00.1234567891Z",
        "2025-02-29T15:00:00Z",
        "2025-13-01T15:00:00Z",
        "2025-03-03T24:00:00Z",
        "2025-03-03T15:60:00Z",
        "2025-03-03T15:00:60Z",
        "2025-03-03 15:00:00Z",
        "2025-03-03T15:00:00+00:00",
        "+12025-03-03T15:00:00Z"
      })
  void leavesEveryOtherFormToTheGeneralReader(String text) {
    assertThat(PlainTimes.parse(text)).isNull();
  }

  private static int nanos(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> random.nextInt(1_000) * 1_000_000;
      default -> random.nextInt(1_000_000_000);
    };
  }

  /** The time as text; one in four with a character of it replaced by one that may not fit. */
  private static String spoiled(Random random, Instant time) {
    StringBuilder text = new StringBuilder(time.toString());
    if (random.nextInt(4) == 0) {
      int at = random.nextInt(text.length());
      text.setCharAt(at, "0123456789:-.TZ+".charAt(random.nextInt(16)));
      try {
        Instant.parse(text);
      } catch (DateTimeParseException e) {
        assertThat(PlainTimes.parse(text.toString())).as("%s, seed %d", text, SEED).isNull();
        return time.toString();
      }
    }
    return text.toString();
  }
}
