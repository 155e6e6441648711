package dev.aurora.service.ramp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.testing.Checkout;
import dev.aurora.workflows.rollout.PathMetric;
import dev.aurora.workflows.rollout.PathReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RampMetricsTest {

  private static final RampLimits LIMITS = new RampLimits(20, 10, 0, 5000, 0);

  @TempDir Path folder;

  @Test
  void whatDoesAsTheOldPathIsNotRed() {
    PathReading reading = reading(orders(40, 4, 0, 20), orders(100, 10, 0, 20), 0);

    assertThat(reading.red()).isFalse();
    assertThat(reading.sentence())
        .isEqualTo(
            "stage week-two, 40 orders against 100: denial-rate 10.0 % (limit 20.0 %),"
                + " unknown-orders 0 (limit 0), latency-p90 20 ms (limit 5000 ms), open-breaks 0"
                + " (limit 0)");
  }

  @Test
  void moreDenialsThanThePointsAllowedAreRedFromEnoughOrdersOn() {
    assertThat(red(reading(orders(20, 5, 0, 20), orders(100, 10, 0, 20), 0)))
        .containsExactly("denial-rate");
    assertThat(red(reading(orders(20, 4, 0, 20), orders(100, 10, 0, 20), 0))).isEmpty();
    assertThat(red(reading(orders(19, 19, 0, 20), orders(100, 10, 0, 20), 0))).isEmpty();
  }

  @Test
  void withoutAnOldPathOnlyThePointsAllowedMayBeDenied() {
    assertThat(red(reading(orders(20, 3, 0, 20), List.of(), 0))).containsExactly("denial-rate");
    assertThat(red(reading(orders(20, 2, 0, 20), List.of(), 0))).isEmpty();
  }

  @Test
  void oneOrderOfUnknownOutcomeIsRedAtOnce() {
    assertThat(red(reading(orders(1, 0, 1, 20), List.of(), 0))).containsExactly("unknown-orders");
  }

  @Test
  void ordersThatWaitTooLongAreRed() {
    List<RampOrder> slow = new ArrayList<>(orders(8, 0, 0, 20));
    slow.addAll(orders(2, 0, 0, 5001));

    assertThat(red(reading(slow, List.of(), 0))).containsExactly("latency-p90");
    assertThat(red(reading(orders(10, 0, 0, 5000), List.of(), 0))).isEmpty();
  }

  @Test
  void aBreakSinceTheRampBeganIsRed() {
    assertThat(red(reading(List.of(), List.of(), 1))).containsExactly("open-breaks");
  }

  @Test
  void whatCantBeReadIsRed() {
    PathReading reading =
        RampMetrics.unreadable("stage week-two", new IOException("while reading\n  'x\n  ^"));

    assertThat(reading.red()).isTrue();
    assertThat(reading.toString()).contains("IOException: while reading 'x ^");
  }

  @Test
  void theShippedLimitsAreReadAndNonsenseIsNot() throws IOException {
    Path shipped = RampLimitsFile.in(Checkout.root().resolve("service/data")).path();
    assertThat(RampLimits.load(shipped)).isEqualTo(LIMITS);

    Path typo = folder.resolve("typo.yaml");
    Files.writeString(typo, Files.readString(shipped).replace("ordersMin", "orderMin"));
    assertThatThrownBy(() -> RampLimits.load(typo)).isInstanceOf(IOException.class);
    Path negative = folder.resolve("negative.yaml");
    Files.writeString(negative, Files.readString(shipped).replace("ordersMin: 20", "ordersMin: 0"));
    assertThatThrownBy(() -> RampLimits.load(negative)).isInstanceOf(IOException.class);
  }

  @Test
  void findsInTheBooksWhatAWorkflowIdStandsFor() {
    assertThat(BooksKeys.of("demo-1/order/PAPER-1/a/b")).contains("a/b");
    assertThat(BooksKeys.of("run/PAPER-1/momentum/2013-02-27/2"))
        .contains("PAPER-1/momentum/2013-02-27");
    assertThat(BooksKeys.ofRun("PAPER-1/momentum/2013-02-27T21:00:00Z"))
        .isEqualTo("PAPER-1/momentum/2013-02-27");
    assertThat(BooksKeys.of("reconciliation")).isEmpty();
  }

  private static PathReading reading(List<RampOrder> fresh, List<RampOrder> old, long breaks) {
    return RampMetrics.of("stage week-two", fresh, old, breaks, LIMITS);
  }

  private static List<String> red(PathReading reading) {
    return reading.metrics().stream().filter(PathMetric::red).map(PathMetric::name).toList();
  }

  private static List<RampOrder> orders(
      int all, int denied, int unknown, @Nullable Integer millis) {
    List<RampOrder> orders = new ArrayList<>();
    for (int order = 0; order < all; order++) {
      orders.add(
          new RampOrder(
              "o-" + order,
              null,
              Stage.WEEK_TWO,
              order < denied,
              order >= denied && order < denied + unknown,
              millis == null ? null : Duration.ofMillis(millis)));
    }
    return orders;
  }
}
