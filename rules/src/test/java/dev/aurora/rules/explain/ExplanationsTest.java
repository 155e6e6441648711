package dev.aurora.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.PolicyCase;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.explain.Explanation.Outcome;
import dev.aurora.rules.json.FactsLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationsTest {

  private static final Path SHIPPED = Path.of("policy");
  private static final RuleSet RULES =
      ((LoadResult.Loaded) RuleSetLoader.shipped().load(SHIPPED)).ruleSet();
  private static final List<PolicyCase> CASES = PolicyTests.casesOf(SHIPPED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order-value-max/a cent above is denied|order.limitPrice 100.01 -> 100.00|APPROVED|",
        "order-value-max/at the limit passes|order.limitPrice 100.00 -> 100.01|DENIED"
            + "|order-value-max",
        "order-quantity-max/at the limit passes|order.quantity 10000 -> 10001|DENIED"
            + "|order-quantity-max"
      })
  void offersTheSmallestChangeOfTheOrder(
      String name, String change, String verdict, String controls) {
    Explanation.Turn turn = explain(name).ofOrder();

    assertThat(turn).isNotNull();
    assertThat(turn.changes()).extracting(Change::text).containsExactly(change);
    assertThat(turn.verdict()).isEqualTo(verdict);
    assertThat(String.join(",", turn.controls())).isEqualTo(controls == null ? "" : controls);
  }

  @Test
  void offersAChangeOfOtherFactsWhereNoOrderWouldDo() {
    Explanation explanation = explain("authority/");

    assertThat(explanation.ofOrder()).isNull();
    assertThat(explanation.ofFacts()).isNotNull();
    assertThat(explanation.ofFacts().verdict()).isEqualTo("APPROVED");
  }

  @Test
  void offersNothingThatDoesNotTurnTheAnswer() {
    try (TreePolicyEngine engine = new TreePolicyEngine(RULES, EngineSettings.untimed());
        Explanations explanations = new Explanations(RULES)) {
      for (int i = 0; i < CASES.size(); i += 23) {
        FactsLine.Readable facts = CASES.get(i).facts();
        Explanation explanation = explanations.explain(facts);
        for (Explanation.Turn turn : turns(explanation)) {
          Optional<FactsLine.Readable> changed = ChangeSearch.with(facts, turn.changes());

          assertThat(changed).isPresent();
          assertThat(engine.answer(changed.get()).word())
              .as(CASES.get(i).name())
              .isEqualTo(turn.verdict())
              .isNotEqualTo(engine.answer(facts).word());
        }
      }
    }
  }

  @Test
  void saysOfEveryRuleWhyOrWhyNot() {
    Explanation explanation = explain("order-value-max/a cent above is denied");
    String text = ExplanationText.of(explanation, rule -> true);

    assertThat(explanation.rules(Outcome.BREACH)).hasSize(1);
    assertThat(text)
        .contains("DENIED (DENY_ORDER): of ")
        .contains("Broken: 250025 against the limit 250000 USD of firm, 25 above it.")
        .contains("Not broken: 2500 against the limit 10000 units of firm, 7500 below it.")
        .contains("Smallest change found: order.limitPrice 100.01 -> 100.00. Then it is APPROVED.");
    RULES.rulesOf("OrderCheck").forEach(rule -> assertThat(text).contains(rule.name()));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(ExplanationText.of(explain("order-value-max/a missing exchange rate"), rule -> true))
        .contains("Can't be checked without instrument.fxRate.")
        .endsWith("First give what is missing: instrument.fxRate.\n");
  }

  private static List<Explanation.Turn> turns(Explanation explanation) {
    return explanation.ofOrder() != null
        ? List.of(explanation.ofOrder())
        : explanation.ofFacts() != null ? List.of(explanation.ofFacts()) : List.of();
  }

  private static Explanation explain(String name) {
    PolicyCase found =
        CASES.stream()
            .filter(one -> (one.control() + "/" + one.name()).startsWith(name))
            .filter(
                one -> !name.startsWith("authority") || one.expected().verdict().equals("DENIED"))
            .findFirst()
            .orElseThrow();
    try (Explanations explanations = new Explanations(RULES)) {
      return explanations.explain(found.facts());
    }
  }
}
