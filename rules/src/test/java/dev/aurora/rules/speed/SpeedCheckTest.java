package dev.aurora.rules.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.speed.SpeedReport.GroupSpeed;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeedCheckTest {

  private static final RuleSet SHIPPED = loaded(RuleSetLoader.shipped().load(Path.of("policy")));

  @Test
  void reportsEveryGroupByPercentileAndTheDearestRulesFirst() {
    try (PolicyEngine engine = new TreePolicyEngine(SHIPPED, EngineSettings.untimed())) {
      SpeedReport report =
          new SpeedCheck(SHIPPED, engine, System::nanoTime)
              .run(OrderGroup.generated(), Duration.ofMillis(400));

      assertThat(report.ruleSet()).isEqualTo(SHIPPED.digest());
      assertThat(report.rules()).isEqualTo(SHIPPED.rulesOf("OrderCheck").size());
      assertThat(report.slowestRules())
          .hasSameSizeAs(SHIPPED.rulesOf("OrderCheck"))
          .isSortedAccordingTo((a, b) -> Double.compare(b.nanos(), a.nanos()));
      assertThat(report.groups())
          .extracting(GroupSpeed::group)
          .containsExactly("clean", "breach-heavy");
      assertThat(report.groups())
          .allSatisfy(
              group ->
                  assertThat(List.of(group.p50(), group.p90(), group.p99(), group.p999()))
                      .isSorted()
                      .allMatch(nanos -> nanos > 0 && nanos <= group.max()));
      assertThat(report.groups().getFirst().breaches()).isZero();
      assertThat(report.groups().getLast().breaches()).isGreaterThan(4);
    }
  }

  @Test
  void countsTimeByTheClockThatItIsGiven() {
    AtomicLong clock = new AtomicLong();
    try (PolicyEngine engine = new TreePolicyEngine(SHIPPED, EngineSettings.untimed())) {
      SpeedReport report =
          new SpeedCheck(SHIPPED, engine, () -> clock.addAndGet(1_000))
              .run(OrderGroup.generated(), Duration.ofMillis(1));

      assertThat(report.groups())
          .allSatisfy(group -> assertThat(group.max()).isEqualTo(1_000))
          .allSatisfy(group -> assertThat(group.ratio()).isEqualTo(1_000 / report.unitNanos()));
    }
  }

  @Test
  void measuresRecordedOrdersThatBreakARuleApartFromTheOthers() {
    RuleSet small = loaded(RuleSetLoader.shipped().load(Policies.small()));
    OrderFacts clean = SampleFacts.cleanBuy().facts();
    OrderFacts large = SampleFacts.cleanBuy().with("order.quantity", "20000").facts();
    try (PolicyEngine engine = new TreePolicyEngine(small, EngineSettings.untimed())) {
      assertThat(OrderGroup.recorded(List.of(large, clean, large), engine))
          .containsExactly(
              new OrderGroup("recorded clean", List.of(clean)),
              new OrderGroup("recorded with breaches", List.of(large, large)));
      assertThat(OrderGroup.recorded(List.of(clean), engine))
          .extracting(OrderGroup::name)
          .containsExactly("recorded clean");
    }
  }

  private static RuleSet loaded(LoadResult result) {
    return ((LoadResult.Loaded) result).ruleSet();
  }
}
