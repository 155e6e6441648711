package dev.aurora.service.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.service.drill.BreakerDrillRecord.ExitWay;
import dev.aurora.service.drill.BreakerDrillRecord.FirstLatch;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.testing.PolicyCopy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the typed trees, which decide as Drools does; the command's test drills Drools itself. */
class BreakerDrillTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-03-04T15:00:00Z"), ZoneOffset.UTC);

  /** Enough to see a runaway strategy stopped, or not. */
  private static final int RUNAWAY_ORDERS = 600;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, -7})
  void stopsEveryScenarioOnTheShippedPolicyAndTrapsNothing(long seed) throws IOException {
    assertThat(play(PolicyCopy.shipped(), seed, "all"))
        .hasSize(7)
        .allMatch(BreakerDrillRecord::passed);
  }

  @Test
  void tellsHowABrokerThatRejectsIsStopped() throws IOException {
    assertThat(play(PolicyCopy.shipped(), 1, "rejecting-broker"))
        .containsExactly(
            new BreakerDrillRecord(
                "rejecting-broker",
                "the broker rejects every order",
                80,
                5,
                5,
                5,
                List.of("trading-state"),
                "orders sent",
                new BigDecimal("5"),
                "rejection-burst-max",
                new BigDecimal("5"),
                new FirstLatch(
                    "account:DRILL-1", "REDUCE_ONLY", "rejection-burst", "5", "5", "rejects"),
                ExitWay.STRATEGY,
                true,
                "stopped within its bound"));
  }

  static Stream<Arguments> lifted() {
    return Stream.of(
        Arguments.of("runaway", "pretrade/submit-rate"),
        Arguments.of("limit-price-off", "pretrade/price-collar"),
        Arguments.of("reference-price-off", "pretrade/price-band"),
        Arguments.of("doubling", "pretrade/position-max"),
        Arguments.of("stopped-quotes", "pretrade/reference-price-age"),
        Arguments.of("stopped-bars", "pretrade/reference-price-age"),
        Arguments.of("rejecting-broker", "breakers/rejection-burst"));
  }

  @ParameterizedTest(name = "{0} without {1}")
  @MethodSource("lifted")
  void seesThatNothingStopsItInTimeWithoutTheControl(String scenario, String control)
      throws IOException {
    RuleSet policy = PolicyCopy.in(folder).without(control).load();

    BreakerDrillRecord record = play(policy, 1, scenario).getFirst();

    assertThat(record.stopped()).as("%s", record).isFalse();
    assertThat(record.finding()).contains("above the bound of " + record.bound().toPlainString());
  }

  static Stream<Arguments> unlimited() {
    return Stream.of(
        Arguments.of("runaway", "submitRate(PerSymbol)?Max"),
        Arguments.of("limit-price-off", "priceCollarBps"),
        Arguments.of("reference-price-off", "priceBandBps"),
        Arguments.of("doubling", "positionLongMax"),
        Arguments.of("stopped-quotes", "referencePriceAgeMax"),
        Arguments.of("stopped-bars", "referencePriceSessionsMax"),
        Arguments.of("rejecting-broker", "rejectionBurst(Max|Halt)"));
  }

  @ParameterizedTest(name = "{0} with {1} unlimited")
  @MethodSource("unlimited")
  void seesThatAnUnlimitedLimitBoundsNothing(String scenario, String limit) throws IOException {
    RuleSet policy = PolicyCopy.in(folder).limit(limit, "unlimited").load();

    BreakerDrillRecord record = play(policy, 1, scenario).getFirst();

    assertThat(record.stopped()).as("%s", record).isFalse();
    assertThat(record.finding()).contains("sets no bound");
    assertThat(record.sent())
        .isGreaterThan(play(PolicyCopy.shipped(), 1, scenario).getFirst().sent());
  }

  @Test
  void seesThatAPositionIsTrapped() throws IOException {
    RuleSet policy =
        PolicyCopy.in(folder)
            .append(
                "pretrade/lot-size/lot-size.drl",
                """

                rule "Deny an order that makes a position smaller"
                    @id("lot-size") @tier("trap") @consequence("DENY_ORDER") @mode("ENFORCE")
                    @since("baseline") @owner("risk") @source("a test")
                when
                    $check : OrderCheck( reducer )
                then
                    $check.deny();
                end
                """)
            .load();

    BreakerDrillRecord record = play(policy, 1, "limit-price-off").getFirst();

    assertThat(record.stopped()).isTrue();
    assertThat(record.exit()).isEqualTo(ExitWay.NONE);
    assertThat(record.passed()).isFalse();
  }

  @Test
  void countsNothingAsStoppedWhenNotEvenASoundOrderPasses() throws IOException {
    RuleSet policy = PolicyCopy.in(folder).limit("orderValueMin", "1 000 000").load();

    BreakerDrillRecord record = play(policy, 1, "limit-price-off").getFirst();

    assertThat(record.stopped()).isFalse();
    assertThat(record.finding()).contains("a sound order did not pass", "order-value-min");
  }

  private List<BreakerDrillRecord> play(RuleSet policy, long seed, String name) throws IOException {
    BreakerDrill drill = new BreakerDrill(policy, TradingCalendar.nyse(), CLOCK);
    List<BreakerDrillRecord> records = new ArrayList<>();
    try (PolicyEngine engine = new TreePolicyEngine(policy, EngineSettings.untimed())) {
      for (Scenario scenario : drill.scenarios(RUNAWAY_ORDERS)) {
        if (name.equals("all") || name.equals(scenario.name())) {
          records.add(drill.play(scenario, engine, seed));
        }
      }
    }
    return records;
  }
}
