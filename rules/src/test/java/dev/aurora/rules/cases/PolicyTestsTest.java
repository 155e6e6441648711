package dev.aurora.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleEvents;
import dev.aurora.rules.testing.SampleFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTestsTest {

  private static final String GREEN_CASES =
      """
      base: clean-buy
      cases:
        - name: at the limit passes
          given: { order.quantity: "1335", order.limitPrice: "187.20" }
          expect: APPROVED
        - name: above the limit is denied
          given: { order.quantity: "1336", order.limitPrice: 187.20 }
          expect:
            verdict: DENIED
            consequence: DENY_ORDER
            breaches:
              - { control: order-value-max, observed: "250099.2", limit: "250000.00", unit: USD, scope: firm }
            monitored: []
        - name: a missing price is denied
          given: { order.limitPrice: null }
          expect: { verdict: DENIED, breaches: [ { control: order-value-max, code: order-value-max.missing-limit-price } ] }
      """;

  @TempDir private Path folder;

  @Test
  void runsTheCasesBesideTheRules() {
    PolicyTests.Report report = PolicyTests.run(policy(GREEN_CASES));

    assertThat(report.text()).isEqualTo("3 of 3 cases passed.\n");
    assertThat(report.passed()).isTrue();
  }

  @Test
  void decidesTheCasesByTreesAsByDrools() {
    assertThat(PolicyTests.runWithTrees(policy(GREEN_CASES)).text())
        .isEqualTo("3 of 3 cases passed.\n");
  }

  @Test
  void showsWhatEveryRuleSawWhenACaseFails() {
    String wrong =
        """
        base: clean-buy
        cases:
          - name: expects too much
            expect: { verdict: DENIED, breaches: [ { control: order-value-max } ] }
        """;

    PolicyTests.Report report = PolicyTests.runWithTrees(policy(wrong));

    assertThat(report.passed()).isFalse();
    assertThat(report.text())
        .contains("expects too much")
        .contains("verdict: expected DENIED, got APPROVED")
        .contains("breaches: expected 1 [order-value-max], got 0 []")
        .containsPattern("orderValue > limits.orderValueMax +18720.00 / 250000")
        .contains("0 of 1 cases passed.");
  }

  @Test
  void failsWhenAControlHasNoCases() {
    PolicyTests.Report report = PolicyTests.runWithTrees(policy(null));

    assertThat(report.passed()).isFalse();
    assertThat(report.gaps())
        .containsExactly(
            "The control order-value-max has no cases: "
                + "pretrade/order-value-max/order-value-max.cases.yaml is missing.",
            "The policy has no cases at all.");
  }

  @Test
  void failsWhenCasesStandBesideNoRule() {
    Path policy = policy(GREEN_CASES);
    String misplaced = "pretrade/order-value/order-value.cases.yaml";
    Policies.write(policy, List.of(new SourceFile(misplaced, GREEN_CASES)));

    assertThat(PolicyTests.runWithTrees(policy).gaps())
        .containsExactly(misplaced + " stands beside no rule, so its cases never run.");
  }

  @Test
  void failsWhenAFileHasZeroCases() {
    PolicyTests.Report report = PolicyTests.runWithTrees(policy("base: clean-buy\ncases: []\n"));

    assertThat(report.passed()).isFalse();
    assertThat(report.gaps().getFirst()).contains("the file has no cases");
  }

  @Test
  void refusesAMisspeltExpectation() {
    String misspelt =
        """
        base: clean-buy
        cases:
          - name: expects nothing by mistake
            expect: { verdict: APPROVED, breeches: [] }
        """;

    assertThat(PolicyTests.runWithTrees(policy(misspelt)).gaps().getFirst())
        .contains("case \"expects nothing by mistake\"")
        .contains("no key `breeches`");
  }

  @Test
  void refusesAMisspeltFact() {
    String misspelt =
        """
        base: clean-buy
        cases:
          - name: changes nothing by mistake
            given: { order.quantitty: "5" }
            expect: APPROVED
        """;

    assertThat(PolicyTests.runWithTrees(policy(misspelt)).gaps().getFirst())
        .contains("order.quantitty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expect: APPROVED | a verdict is CLEAR or TRIPPED of an event, not APPROVED",
        "'expect: { verdict: TRIPPED, reducer: true }' | expect has no key `reducer`",
        "'expect: { verdict: CLEAR, utilisation: { no-such-limit: \"1\" } }' | there is no limit"
            + " no-such-limit"
      })
  void refusesOfAnEventWhatOnlyAnOrderCanBe(String expect, String fault) {
    assertThat(PolicyTests.runWithTrees(breakers("    " + expect)).gaps().getFirst())
        .contains(fault);
  }

  @Test
  void comparesHowATripEndsWhatItLatchesAndTheUseOfLimits() {
    PolicyTests.Report report =
        PolicyTests.runWithTrees(
            breakers(
                """
                    expect:
                      verdict: TRIPPED
                      breaches: [ { control: breach-burst, ends: by-itself, scope: firm, limitScope: firm } ]
                      utilisation: { breach-burst-max: "1.1000" }
                """));

    assertThat(report.text())
        .contains("breaches[1].ends: expected by-itself, got person")
        .contains("breaches[1].scope: expected firm, got account:PAPER-1")
        .contains("utilisation: expected {breach-burst-max=1.1000}, got {breach-burst-max=1.0000}")
        .doesNotContain("limitScope:")
        .contains("BREACH   Reduce only after a burst of denials");
  }

  @Test
  void saysWhereInAFileOfCasesTheMistakeIs() {
    String file = "pretrade/order-value-max/order-value-max.cases.yaml:";

    assertThat(gap("base: clean-buy\ncases:\n  - name: one\n    expect: { verdict: APROVED }\n"))
        .startsWith(file + "3:3: case \"one\": a verdict is APPROVED or DENIED");
    assertThat(gap("base: clean-buy\ncases:\n  - name: one\n    expct: APPROVED\n"))
        .startsWith(file + "4:5: case \"one\": the case has no key `expct`");
    assertThat(
            gap(
                "base: clean-buy\ncases:\n  - name: one\n    given: { order.quantitty: 5 }\n"
                    + "    expect: APPROVED\n"))
        .startsWith(file + "4:14: case \"one\": order.quantitty");
    assertThat(gap("base: clean-buy\ncases:\n  - name: one\n   expect: APPROVED\n"))
        .startsWith(file + "4:");
    assertThat(gap("base: clean-boy\ncases:\n  - name: one\n    expect: APPROVED\n"))
        .startsWith(file + "3:3: case \"one\": there is no base clean-boy");
  }

  private String gap(String cases) {
    return PolicyTests.runWithTrees(policy(cases)).gaps().getFirst();
  }

  @Test
  void countsTheOrdersOfASequence() {
    Path shipped = Path.of("policy");
    String bases = "bases.yaml";
    String sequence =
        """
        base: clean-buy
        cases:
          - name: ten in a symbol within a second
            sequence:
              - { repeat: 10, after: 0.05, given: { order.quantity: "100" }, expect: APPROVED }
              - { after: 0.05, expect: { verdict: DENIED, breaches: [ { control: submit-rate, observed: "10", limit: "10" } ] } }
              - { after: 1, expect: APPROVED }
        """;
    Policies.write(
        folder,
        List.of(
            Policies.limits(),
            Policies.control(
                "submit-rate",
                Policies.deny(
                    "submit-rate",
                    "Deny an order while too many are sent in its symbol",
                    "submitsSymbol >= limits.submitRatePerSymbolMax")),
            new SourceFile(bases, text(shipped.resolve(bases))),
            new SourceFile("pretrade/submit-rate/submit-rate.cases.yaml", sequence)));

    assertThat(PolicyTests.runWithTrees(folder).text()).isEqualTo("12 of 12 cases passed.\n");
  }

  @Test
  void keepsWhatAnOrderOfASequenceLatches() {
    String sequence =
        """
        base: clean-buy
        cases:
          - name: after a loss only reducers pass
            sequence:
              - { given: { account.equity: "980000" }, expect: { verdict: DENIED, consequence: REDUCE_ONLY } }
              - { expect: { verdict: DENIED, breaches: [ { control: trading-state } ] } }
        """;
    Policies.write(
        folder,
        List.of(
            Policies.limits(),
            Policies.control(
                "daily-loss",
                Policies.deny("daily-loss", "Reduce only", "opener, lossToday > 10000")
                    .replace("DENY_ORDER", "REDUCE_ONLY")
                    .replace("deny()", "reduceOnly()")),
            Policies.control(
                "trading-state",
                Policies.deny(
                    "trading-state", "Deny an opener", "opener, tradingState == \"REDUCE_ONLY\"")),
            new SourceFile("bases.yaml", text(Path.of("policy/bases.yaml"))),
            new SourceFile(
                "pretrade/trading-state/trading-state.cases.yaml",
                "base: clean-buy\ncases:\n  - name: active\n    expect: APPROVED\n"),
            new SourceFile("pretrade/daily-loss/daily-loss.cases.yaml", sequence)));

    assertThat(PolicyTests.runWithTrees(folder).text()).isEqualTo("3 of 3 cases passed.\n");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A policy of one breaker with one case at its limit. */
  private Path breakers(String expect) {
    String cases =
        "base: order-event\ncases:\n  - name: one\n    given: { activity.denialsWindow: 20 }\n";
    return Policies.write(
        folder,
        List.of(
            Policies.limits(),
            Policies.breaker(
                "breach-burst",
                Policies.reduceOnly(
                    "breach-burst",
                    "Reduce only after a burst of denials",
                    "withActivity, denialsWindow >= limits.breachBurstMax")),
            new SourceFile("bases.yaml", "order-event: " + SampleEvents.of(EventKind.ORDER).line()),
            new SourceFile("breakers/breach-burst/breach-burst.cases.yaml", cases + expect)));
  }

  private Path policy(String cases) {
    List<SourceFile> files =
        new ArrayList<>(
            List.of(
                Policies.limits(),
                Policies.control(
                    "order-value-max",
                    Policies.deny(
                        "order-value-max",
                        "Deny an order above the maximum order value",
                        "opener, orderValue > limits.orderValueMax")),
                new SourceFile(
                    "bases.yaml", "clean-buy: " + SampleFacts.cleanBuy().line().indent(1))));
    if (cases != null) {
      files.add(new SourceFile("pretrade/order-value-max/order-value-max.cases.yaml", cases));
    }
    return Policies.write(folder, files);
  }
}
