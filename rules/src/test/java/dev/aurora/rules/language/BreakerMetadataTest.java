package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.limit.ScopeForm;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.verdict.Ends;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a breaker has to say of itself, and what only a breaker may say. */
class BreakerMetadataTest {

  private static final String BREAKER =
      """
      rule "Reduce only after a burst of denials"
          @id("breach-burst") @consequence("REDUCE_ONLY") @mode("ENFORCE") @since("week-one")
          @ends("by-itself") @scope("strategy/symbol") @owner("risk") @source("test")
      when
          $check : BreakerCheck( withActivity, denialsWindow >= limits.breachBurstMax )
      then
          $check.reduceOnly();
      end
      """;

  @Test
  void readsHowItEndsAndWhatItLatches() {
    LoadResult result = load(BREAKER);

    assertThat(result.problems()).isEmpty();
    assertThat(((LoadResult.Loaded) result).ruleSet().rules().getFirst().latch())
        .isEqualTo(new CheckRule.Latch(Ends.BY_ITSELF, ScopeForm.STRATEGY_SYMBOL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@ends(\"by-itself\") | '' | AUR-502 | The rule lacks @ends.",
        "@scope(\"strategy/symbol\") | '' | AUR-502 | The rule lacks @scope.",
        "@ends(\"by-itself\") | @ends(\"by-itslef\") | AUR-503 | `by-itslef` isn't a value of"
            + " @ends.",
        "@scope(\"strategy/symbol\") | @scope(\"desk\") | AUR-503 | `desk` isn't a value of"
            + " @scope.",
        "@scope(\"strategy/symbol\") | @scope(\"\") | AUR-503 | `@scope` is empty.",
        "REDUCE_ONLY | DENY_ORDER | AUR-513 | A breaker judges an event: there is no order to"
            + " deny.",
        "REDUCE_ONLY | HALT_TRADING | AUR-514 | Trading that is halted starts again by persons"
            + " only.",
        "BreakerCheck | OrderCheck | AUR-101 | 'Rules in this folder look at BreakerCheck, not at"
            + " OrderCheck.'",
        "'withActivity, ' | '' | AUR-515 | which part of an event it looks at",
        "withActivity | !withActivity | AUR-515 | which part of an event it looks at",
        "denialsWindow | orderValue | AUR-102 | ''",
        "@since(\"week-one\") | @since(\"week-one\") @kill(\"BLOCK\") | AUR-508 | ''"
      })
  void refusesABreakerThatDoesNotSayItPlainly(String from, String to, String code, String message) {
    assertThat(load(BREAKER.replace(from, to)).problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.code().id()).isEqualTo(code);
              assertThat(problem.message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource({"@ends(\"person\")", "@scope(\"account\")"})
  void refusesItInACheckOfAnOrder(String metadata) {
    SourceFile check =
        Policies.control(
            "order-quantity-max",
            Policies.deny("order-quantity-max", "Deny an order", "quantity > 5", metadata));

    assertThat(RuleSetLoader.shipped().load(List.of(Policies.limits(), check)).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.LATCH_ELSEWHERE);
  }

  @Test
  void keepsACheckAndABreakerOfOneIdApart() {
    SourceFile check =
        Policies.control("daily-loss", Policies.deny("daily-loss", "Deny", "lossToday > 5"));
    SourceFile breaker =
        Policies.breaker(
            "daily-loss",
            Policies.reduceOnly("daily-loss", "Reduce", "withAccount, lossToday > 5"));
    LoadResult result = RuleSetLoader.shipped().load(List.of(Policies.limits(), breaker, check));

    assertThat(result.problems()).isEmpty();
    assertThat(((LoadResult.Loaded) result).ruleSet().rules())
        .extracting(CheckRule::factType)
        .containsExactly("OrderCheck", "BreakerCheck");
  }

  private static LoadResult load(String breaker) {
    return RuleSetLoader.shipped()
        .load(List.of(Policies.limits(), Policies.breaker("breach-burst", breaker)));
  }
}
