package dev.aurora.rules.fact.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.testing.SampleEvents;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerCheckTest {

  @ParameterizedTest
  @CsvSource({
    "BUY, 101, 100, 100",
    "BUY, 99, 100, -100",
    "SELL, 99, 100, 100",
    "SELL, 101, 100, -100",
    "BUY, 100, 100, 0",
    "BUY, 1.00001, 1, 0.1",
    "BUY, 3.0000001, 3, 0.0004"
  })
  void measuresHowMuchWorseAFillIsThanItsReferencePrice(
      String side, String price, String reference, String bps) {
    BreakerCheck check =
        SampleEvents.of(EventKind.FILL)
            .with("fill.side", side)
            .with("fill.price", price)
            .with("fill.referencePrice", reference)
            .check();

    assertThat(check.getSlippageBps()).isEqualByComparingTo(bps);
  }

  @Test
  void measuresAgesAgainstNowAndNeverBelowZero() {
    BreakerCheck check =
        SampleEvents.of(EventKind.HEARTBEAT)
            .with("broker.lastHeartbeatAt", "2025-03-03T14:59:58.5Z")
            .with("broker.oldestUnknownSince", "2025-03-03T15:00:00.5Z")
            .check();

    assertThat(check.getHeartbeatAge()).isEqualTo(new BigDecimal("1.5"));
    assertThat(check.getUnknownOrderAge()).isZero();
    assertThat(check.isUnknownFromTheFuture()).isFalse();
  }

  @Test
  void callsATimeMoreThanASecondAheadFromTheFuture() {
    SampleEvents event = SampleEvents.of(EventKind.HEARTBEAT);

    assertThat(future(event, "2025-03-03T15:00:01Z")).isFalse();
    assertThat(future(event, "2025-03-03T15:00:01.000000001Z")).isTrue();
  }

  private static boolean future(SampleEvents event, String heard) {
    return event.with("broker.lastHeartbeatAt", heard).check().isHeartbeatFromTheFuture();
  }

  @Test
  void needsOfAFillTheFillAndOfAHeartbeatNone() {
    assertThat(missing(SampleEvents.of(EventKind.FILL).with("fill", null), "slippageBps"))
        .containsExactly("fill");
    assertThat(missing(SampleEvents.of(EventKind.HEARTBEAT), "slippageBps")).isEmpty();
    assertThat(SampleEvents.of(EventKind.HEARTBEAT).check().isWithFill()).isFalse();
  }

  @Test
  void needsWholeWhatItsKindNeedNotCarryButGives() {
    SampleEvents event =
        SampleEvents.of(EventKind.HEARTBEAT).carrying("fill").with("fill.price", null);

    assertThat(missing(event, "slippageBps")).containsExactly("fill.price");
    assertThat(event.check().isWithFill()).isTrue();
  }

  @Test
  void takesAPriceThatIsNotPositiveForMissing() {
    SampleEvents event =
        SampleEvents.of(EventKind.FILL).with("fill.price", "0").with("fill.referencePrice", "-1");

    assertThat(missing(event, "slippageBps")).containsExactly("fill.price", "fill.referencePrice");
  }

  @Test
  void leavesNothingOutOfAnEventOfNoKind() {
    SampleEvents event = SampleEvents.of(EventKind.HEARTBEAT).with("event.kind", null);

    assertThat(missing(event, "withFill")).containsExactly("event.kind");
    assertThat(missing(event, "slippageBps")).containsExactly("fill");
    assertThat(missing(event, "withBroker")).isEmpty();
    assertThat(missing(event.with("event", null), "withFill")).containsExactly("event");
  }

  @Test
  void takesNoUnknownOrderForNoAge() {
    SampleEvents event = SampleEvents.of(EventKind.HEARTBEAT).with("now", null);

    assertThat(missing(event, "unknownOrderAge")).isEmpty();
    assertThat(missing(event, "heartbeatAge")).containsExactly("now");
    assertThat(missing(event.with("broker", null), "unknownOrderAge")).containsExactly("broker");
  }

  @Test
  void takesOwnersThatAnEventDoesNotHaveForEmptyTexts() {
    BreakerCheck check = SampleEvents.of(EventKind.HEARTBEAT).with("event.strategy", null).check();

    assertThat(check.complete()).isTrue();
    assertThat(check.getStrategy()).isEmpty();
    assertThat(check.getAccount()).isEqualTo("PAPER-1");
  }

  @Test
  void refusesOwnersWhoseScopeWouldNameSomethingElse() {
    for (String name : List.of("", "a b", "a:b", "a/b")) {
      assertThatThrownBy(() -> new BreakerFacts.Event(EventKind.FILL, null, name, null, null, null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("strategy is a name");
    }
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new BreakerFacts.Activity(-1L, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BreakerFacts.Run(null, -1L, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> missing(SampleEvents event, String field) {
    FactField<BreakerCheck> found = BreakerCheckSchema.INSTANCE.field(field).orElseThrow();
    BreakerCheck check = event.check();
    List<String> paths = found.missingPaths().apply(check);
    assertThat(found.missingMask().applyAsLong(check) == 0).isEqualTo(paths.isEmpty());
    return paths;
  }
}
