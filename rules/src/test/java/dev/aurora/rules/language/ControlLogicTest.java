package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlLogicTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "referencePrice < 25, quantity > 5|referencePrice >= 25, quantity > 9|",
        "referencePrice < 25, quantity > 5|referencePrice > 25, quantity > 9|409 With"
            + " `referencePrice` exactly 25 no tier looks: neither this one nor \"One\".",
        "referencePrice < 25, quantity > 5|referencePrice >= 30, quantity > 9|409 With"
            + " `referencePrice` between 25 and 30 no tier looks: neither this one nor \"One\".",
        "referencePrice <= 25, quantity > 5|referencePrice >= 25, quantity > 9|410 With"
            + " `referencePrice` exactly 25 two tiers look: this one and \"One\".",
        "referencePrice < 30, quantity > 5|referencePrice >= 25, quantity > 9|410 With"
            + " `referencePrice` between 25 and 30 two tiers look: this one and \"One\".",
        "opener, referencePrice < 25, orderValue > 5|reducer, referencePrice > 25, orderValue > 9|",
        "quantity > 5|opener, quantity > 6|408 Whenever this rule matches, \"One\" matches too.",
        "opener, quantity > 5|quantity > 5, opener|407 The rule asks the same as \"One\".",
        "side == \"BUY\", opener|side in (\"BUY\", \"SELL\"), opener, quantity > 5|",
        "side in (\"BUY\", \"SELL\"), opener|side == \"BUY\", opener|408 Whenever this rule"
            + " matches, \"One\" matches too.",
        "opener, orderValue > limits.orderValueMax|orderValue > limits.orderValueMax|"
      })
  void tellsWhatTwoRulesOfAControlSayTogether(String one, String two, String expected) {
    List<Problem> problems = problems(rule("One", one, "1"), rule("Two", two, "2"));

    if (expected == null && one.contains("limits")) {
      assertThat(problems).extracting(Problem::line).containsExactly(3);
    } else {
      assertThat(problems)
          .extracting(problem -> problem.code().id().substring(4) + " " + problem.message())
          .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }
    assertThat(problems).extracting(Problem::severity).doesNotContain(Severity.ERROR);
  }

  @Test
  void saysNothingOfARuleThatOnlyRecordsBesideOneThatBinds() {
    assertThat(
            problems(
                rule("One", "quantity > 5", "1"),
                rule("Two", "quantity > 6", "2").replace("ENFORCE", "MONITOR")))
        .isEmpty();
  }

  @Test
  void takesNoUnreadableTierForAGap() {
    assertThat(
            problems(
                rule("One", "referencePrice < 25, quantity > 5", "1"),
                rule("Two", "referencePrice >= 25, referencePrice < 50, quantitty > 5", "2"),
                rule("Three", "referencePrice >= 50, quantity > 9", "3")))
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNKNOWN_FIELD);
  }

  @Test
  void letsOfficersNameControlsOfTheirOwn() {
    assertThat(ofOwn("bank-shares-late")).isInstanceOf(LoadResult.Loaded.class);
    assertThat(((LoadResult.Loaded) ofOwn("bank-shares-late")).ruleSet().rules())
        .extracting(CheckRule::control)
        .contains("bank-shares-late");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order-value-mux|Did you mean `order-value-max`? A control of your own needs a name that"
            + " can't be mistaken for it.",
        "bank|Write two or more words in small letters with hyphens, such as `bank-shares-late`.",
        "Bank-Shares|Write two or more words in small letters with hyphens, such as"
            + " `bank-shares-late`.",
        "bank-shares.late|Write two or more words in small letters with hyphens, such as"
            + " `bank-shares-late`."
      })
  void refusesANameOfTheirOwnThatCouldBeMistaken(String control, String suggestion) {
    assertThat(ofOwn(control).problems())
        .extracting(Problem::code, Problem::suggestion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ProblemCode.UNKNOWN_CONTROL, suggestion));
  }

  @Test
  void letsNobodyNameABreakerOfTheirOwn() {
    assertThat(
            RuleSetLoader.shipped()
                .load(
                    List.of(
                        Policies.limits(),
                        Policies.breaker(
                            "quiet-strategy",
                            Policies.reduceOnly(
                                "quiet-strategy", "Reduce", "withActivity, denialsWindow > 5"))))
                .problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.UNKNOWN_CONTROL);
  }

  private static LoadResult ofOwn(String control) {
    return RuleSetLoader.shipped()
        .load(
            List.of(
                Policies.limits(),
                Policies.control(control, Policies.deny(control, "Deny", "quantity > 5"))));
  }

  private static String rule(String name, String condition, String tier) {
    return Policies.deny("order-value-max", name, condition, "@tier(\"" + tier + "\")");
  }

  private static List<Problem> problems(String... rules) {
    return RuleSetLoader.shipped()
        .load(List.of(Policies.limits(), Policies.control("order-value-max", rules)))
        .problems();
  }
}
