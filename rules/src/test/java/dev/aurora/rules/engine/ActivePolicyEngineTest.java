package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleEvents;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Breach;
import org.junit.jupiter.api.Test;

class ActivePolicyEngineTest {

  private static final RuleSet RULES =
      ((LoadResult.Loaded) RuleSetLoader.shipped().load(Policies.small())).ruleSet();

  @Test
  void deniesEverythingWhileNoRuleSetIsActive() {
    try (ActivePolicyEngine engine = new ActivePolicyEngine()) {
      assertThat(engine.evaluate(SampleFacts.cleanBuy().facts()).breaches())
          .extracting(Breach::code)
          .containsExactly("rules.none-active");
      assertThat(engine.evaluate(SampleEvents.of(EventKind.FILL).facts()).trips())
          .extracting(trip -> trip.breach().code() + " " + trip.scope())
          .containsExactly("rules.none-active account:PAPER-1");
      assertThatThrownBy(engine::limits).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void answersWithTheSetThatWasActivatedLast() {
    try (ActivePolicyEngine engine = new ActivePolicyEngine()) {
      PolicyEngine before = engine.activate(new TreePolicyEngine(RULES));

      assertThat(before).isInstanceOf(NoActiveRuleSet.class);
      assertThat(engine.evaluate(SampleFacts.cleanBuy().facts()).approved()).isTrue();
      assertThat(engine.evaluate(SampleEvents.of(EventKind.FILL).facts()).tripped()).isFalse();
      assertThat(engine.ruleSetDigest()).isEqualTo(RULES.digest());
      assertThat(engine.limits()).isEqualTo(RULES.limits());
    }
  }

  @Test
  void deniesAfterItsSetIsRetired() {
    DroolsPolicyEngine retired = DroolsPolicyEngine.compile(RULES);
    retired.close();
    retired.close();

    assertThat(retired.evaluate(SampleFacts.cleanBuy().facts()).breaches())
        .extracting(Breach::code)
        .containsExactly("engine.error");
  }

  @Test
  void keepsTheEarlierSetWorkingForARevert() {
    DroolsPolicyEngine retired = DroolsPolicyEngine.compile(RULES);
    try (DroolsPolicyEngine one = DroolsPolicyEngine.compile(RULES)) {
      retired.close();

      assertThat(one.evaluate(SampleFacts.cleanBuy().facts()).approved()).isTrue();
    }
  }
}
