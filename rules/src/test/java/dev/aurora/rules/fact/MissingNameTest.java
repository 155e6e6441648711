package dev.aurora.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingNameTest {

  @ParameterizedTest
  @CsvSource({
    "order.quantity, missing-quantity",
    "position.quantity, missing-position-quantity",
    "account.equity, missing-equity",
    "account, missing-account",
    "order.account, missing-order-account",
    "quote, missing-quote",
    "quote.referencePrice, missing-reference-price",
    "instrument.averageDailyVolume, missing-average-daily-volume",
    "instrument.currency, missing-instrument-currency",
    "account.currency, missing-account-currency",
    "order.sessionsOld, missing-sessions-old",
    "quote.sessionsOld, missing-quote-sessions-old",
    "account.sectorExposure.Tech.US, missing-sector-exposure",
    "control.envelope, missing-envelope",
    "control.envelope.orderValueMax, missing-envelope-order-value-max",
    "now, missing-now"
  })
  void callsAMissingFactByItsKey(String path, String name) {
    assertThat(MissingName.of(path)).isEqualTo(name);
    assertThat(MissingName.code("position-max", path)).isEqualTo("position-max." + name);
  }

  @Test
  void givesNoTwoFactsOneName() {
    Map<String, String> pathsByName = new TreeMap<>();
    Arrays.stream(BaseFact.values())
        .map(BaseFact::path)
        .distinct()
        .forEach(path -> assertThat(pathsByName.put(MissingName.of(path), path)).as(path).isNull());
  }

  @Test
  void givesNoTwoFactsOfAWordOneBit() {
    for (BaseFact one : BaseFact.values()) {
      for (BaseFact other : BaseFact.values()) {
        boolean sameWord = one.section().inLowWord() == other.section().inLowWord();
        if (one != other && sameWord) {
          assertThat(one.mask() & other.mask()).as(one + " and " + other).isZero();
        }
      }
    }
  }
}
