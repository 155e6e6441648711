package dev.aurora.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.testing.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  @Test
  void findsEveryMistakeOfAFileAtOnceAndInItsOrder() {
    SourceFile file =
        Policies.control(
            "order-value-max",
            """
            rule "One"
                @id("order-value-max") @consequence("DENY_ORDER") @mode("ENFORCE") @since("baseline") @owner("risk") @source("x") @tier("1")
            when
                $check : OrderCheck( ordrValue > 10.50, side = "BUY", symbol > 5 )
            then
                $check.denny();

            rule "Two"
                @id("order-value-max") @consequence("DENY_ORDER") @mode("ENFORCE") @since("baseline") @owner("risk") @tier("2")
            when
                $check : OrderCheck( quantitty > 5 )
            then
                $check.deny()
            end
            """);

    assertThat(problems(file))
        .extracting(problem -> problem.line() + " " + problem.code().id())
        .containsExactly(
            "3 AUR-021",
            "6 AUR-102",
            "6 AUR-214",
            "6 AUR-201",
            "6 AUR-203",
            "8 AUR-105",
            "10 AUR-502",
            "13 AUR-102",
            "15 AUR-023");
  }

  @Test
  void doesNotLetAMissingEndSwallowTheNextRule() {
    String first =
        Policies.deny("order-value-max", "One", "quantity > 5", "@tier(\"1\")")
            .replace("end\n", "");
    String second = Policies.deny("order-value-max", "Two", "quantitty > 6", "@tier(\"2\")");

    assertThat(problems(Policies.control("order-value-max", first, second)))
        .extracting(problem -> problem.code().id())
        .containsExactly("AUR-021", "AUR-102");
  }

  @Test
  void goesOnBehindAMistakeInsideParentheses() {
    String rule =
        Policies.deny(
            "order-value-max",
            "One",
            "(orderValue / 2 > 5 || opener), ordrValue > 5, (quantity > 1 || quantitty > 2)");

    assertThat(problems(Policies.control("order-value-max", rule)))
        .extracting(Problem::code)
        .containsExactly(
            ProblemCode.DIVISION, ProblemCode.UNKNOWN_FIELD, ProblemCode.UNKNOWN_FIELD);
  }

  @Test
  void findsTheSameNameInTwoFiles() {
    List<Problem> problems =
        problems(
            Policies.control(
                "order-value-max", Policies.deny("order-value-max", "Deny", "orderValue > 5")),
            Policies.control(
                "order-quantity-max", Policies.deny("order-quantity-max", "Deny", "quantity > 5")));

    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "The name \"Deny\" is already used in pretrade/order-value-max/order-value-max.drl,"
                + " line 3.");
  }

  @Test
  void demandsATierWhereAControlHasSeveralRules() {
    List<Problem> problems =
        problems(
            Policies.control(
                "order-value-max",
                Policies.deny("order-value-max", "One", "orderValue > 5", "@tier(\"1\")"),
                Policies.deny("order-value-max", "Two", "orderValue > 6"),
                Policies.deny("order-value-max", "Three", "orderValue > 7", "@tier(\"1\")")));

    assertThat(problems)
        .extracting(problem -> problem.line() + " " + problem.code())
        .containsExactly("11 MISSING_TIER", "19 MISSING_TIER");
  }

  @Test
  void warnsOfTwoRulesThatAskTheSame() {
    LoadResult result =
        load(
            Policies.control(
                "order-value-max",
                Policies.deny("order-value-max", "One", "orderValue > 5", "@tier(\"1\")"),
                Policies.deny("order-value-max", "Two", "orderValue  >  5", "@tier(\"2\")")));

    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    assertThat(result.problems())
        .extracting(Problem::severity, Problem::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Severity.WARNING, ProblemCode.SAME_CONDITION));
  }

  @Test
  void refusesRulesWhereTheEngineDoesNotLook() {
    List<Problem> problems =
        problems(
            new SourceFile("pretrade/order-value-max.drl", "package policy;\n"),
            new SourceFile("pretrade/a/b.drl", "package policy;\n"),
            new SourceFile("elsewhere/a/a.drl", "package policy;\n"));

    assertThat(problems).extracting(Problem::code).containsOnly(ProblemCode.WRONG_PLACE).hasSize(3);
  }

  @Test
  void refusesAPolicyWithoutLimits() {
    assertThat(RuleSetLoader.shipped().load(List.of()).problems())
        .extracting(Problem::code)
        .containsExactly(ProblemCode.LIMITS_PLACE);
  }

  @Test
  void keepsTheCommentAboveARule() {
    String rule =
        "// Stops a mistyped value\n// before it reaches the market.\n"
            + Policies.deny("order-value-max", "One", "orderValue > 5");

    LoadResult.Loaded loaded = (LoadResult.Loaded) load(Policies.control("order-value-max", rule));

    assertThat(loaded.ruleSet().rules().getFirst().comment())
        .isEqualTo("Stops a mistyped value before it reaches the market.");
  }

  @Test
  void showsAProblemBelowItsLine() {
    SourceFile file =
        Policies.control(
            "order-value-max", Policies.deny("order-value-max", "One", "ordrValue > 5"));

    assertThat(new ProblemPrinter(List.of(file)).print(problems(file)))
        .isEqualTo(
            """
            pretrade/order-value-max/order-value-max.drl:6:26: error AUR-102
                    $check : OrderCheck( ordrValue > 5 )
                                         ^^^^^^^^^
              OrderCheck has no field `ordrValue`.
              Did you mean `orderValue`?
              See docs/rules/AUR-102.md
            """);
  }

  private static List<Problem> problems(SourceFile... files) {
    return load(files).problems();
  }

  private static LoadResult load(SourceFile... files) {
    return RuleSetLoader.shipped().load(Policies.with(List.of(Policies.limits()), files));
  }
}
